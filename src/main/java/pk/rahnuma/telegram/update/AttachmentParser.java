package pk.rahnuma.telegram.update;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.dialog.field.FileReference;

/// Parses attachments of messages. A kind without use for the desk (a sticker, a location, a poll) is reported with a
/// media type that names it, so that the dialog can answer; service messages are not.
public final class AttachmentParser {

    private static final String MEDIA_TYPE_PREFIX = "application/vnd.telegram.";

    /// Kinds with bytes, and their media type when the message names none. A document comes last, because an animation
    /// carries one too.
    private static final Map<String, String> FILE_KINDS = Map.of(
            "animation", "video/mp4",
            "audio", "audio/mpeg",
            "video", "video/mp4",
            "video_note", "video/mp4",
            "voice", "audio/ogg");

    private static final List<String> OTHER_KINDS = List.of(
            "checklist",
            "dice",
            "game",
            "giveaway",
            "invoice",
            "live_photo",
            "location",
            "paid_media",
            "poll",
            "sticker",
            "story",
            "venue");

    private AttachmentParser() {}

    /// @return empty when there is none
    public static Optional<FileReference> parseAttachment(JsonNode message) {
        if (message.path("photo").isArray()) {
            return parsePhoto(message.get("photo"), readAlbum(message));
        }
        for (Map.Entry<String, String> kind : FILE_KINDS.entrySet()) {
            if (message.has(kind.getKey())) {
                return parseFile(message.get(kind.getKey()), kind.getValue(), null);
            }
        }
        if (message.has("document")) {
            return parseFile(message.get("document"), null, readAlbum(message));
        }
        return OTHER_KINDS.stream()
                .filter(message::has)
                .findFirst()
                .map(kind -> new FileReference(
                        message.path(kind).path("file_id").asText(),
                        describeLocation(message.path(kind)),
                        MEDIA_TYPE_PREFIX + kind,
                        0));
    }

    /// Coordinates of a location or venue as words, so that staff see them in the chat; null for other kinds.
    private static String describeLocation(JsonNode attachment) {
        JsonNode location = attachment.has("location") ? attachment.get("location") : attachment;
        return location.path("latitude").isNumber()
                        && location.path("longitude").isNumber()
                ? "📍 " + location.get("latitude").asDouble() + ", "
                        + location.get("longitude").asDouble()
                : null;
    }

    /// Largest of a photo's sizes, which is the readable one.
    private static Optional<FileReference> parsePhoto(JsonNode sizes, String album) {
        JsonNode largest = null;
        for (JsonNode size : sizes) {
            if (largest == null || countPixels(size) > countPixels(largest)) {
                largest = size;
            }
        }
        return largest == null ? Optional.empty() : parseFile(largest, "image/jpeg", album);
    }

    private static Optional<FileReference> parseFile(JsonNode file, String otherwise, String album) {
        return Optional.of(new FileReference(
                file.path("file_id").asText(),
                UpdateParser.textOf(file, "file_name"),
                file.path("mime_type").asText(otherwise),
                file.path("file_size").asLong(),
                true,
                album));
    }

    /// Id of an album; each of its pictures is a message.
    private static String readAlbum(JsonNode message) {
        return message.path("media_group_id").asText(null);
    }

    private static long countPixels(JsonNode size) {
        return size.path("width").asLong() * size.path("height").asLong();
    }
}

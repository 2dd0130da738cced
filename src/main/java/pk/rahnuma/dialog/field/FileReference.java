package pk.rahnuma.dialog.field;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/// A file as a channel announces it; its bytes stay outside the engine.
///
/// @param id the handle to the bytes
/// @param name the file's name, or null (a photo has none)
/// @param mediaType as announced, or null; not to be trusted
/// @param size in bytes, or 0 when unknown
/// @param away whether the host still has to download the bytes
/// @param album common id of files that were sent together, or null
/// @param rows cells of a stored table, in rows; an empty row keeps its place; null for all others
/// @param flaw reason why a picture is useless as a photo of a paper, as a code of the field type `file`; null for none
/// @param alike handles of the sender's files that show the same picture, itself included; null for none
public record FileReference(
        String id,
        String name,
        String mediaType,
        long size,
        boolean away,
        String album,
        List<List<String>> rows,
        String flaw,
        List<String> alike) {

    /// Media types of what a channel reports as a file although it has none: a sticker, a poll, a location.
    private static final String BARE_PREFIX = "application/vnd.telegram.";

    private static final Set<String> PLACE_TYPES =
            Set.of("application/vnd.telegram.location", "application/vnd.telegram.venue");
    private static final String NOT_EXPECTED_KEY = "errors.any.file_not_expected";

    /// A stored file.
    public FileReference(String id, String name, String mediaType, long size) {
        this(id, name, mediaType, size, false, null, null, null, null);
    }

    /// A file that is no table, or not known as one yet.
    public FileReference(String id, String name, String mediaType, long size, boolean away, String album) {
        this(id, name, mediaType, size, away, album, null, null, null);
    }

    /// True for a voice message, or other sound.
    public boolean isSound() {
        return mediaType != null && mediaType.startsWith("audio/");
    }

    /// True for a kind that people send in place of words: it is no paper.
    public boolean isInPlaceOfWords() {
        return !unexpectedKey().equals(NOT_EXPECTED_KEY);
    }

    /// True for a location, whose name holds its coordinates.
    public boolean isPlace() {
        return PLACE_TYPES.contains(Objects.requireNonNullElse(mediaType, ""));
    }

    /// True for a kind without a file to keep.
    public boolean isBare() {
        return !away && mediaType != null && mediaType.startsWith(BARE_PREFIX);
    }

    /// True when staff can see it: a file of a kind that is stored, or the coordinates of a place. A file that is away
    /// is judged by its announcement.
    public boolean reachesStaff() {
        return isPlace() || !isBare() && (!away || FileField.isStorable(this));
    }

    /// Key of the text that answers a file where none is expected. Kinds that people send in place of words have their
    /// own.
    public String unexpectedKey() {
        if (isSound()) {
            return "engine.unread.voice";
        }
        if (isPlace()) {
            return "engine.unread.location";
        }
        return "application/vnd.telegram.sticker".equals(mediaType) ? "engine.unread.sticker" : NOT_EXPECTED_KEY;
    }

    /// Copy with the rows of a table.
    public FileReference withRows(List<List<String>> newRows) {
        return new FileReference(id, name, mediaType, size, away, album, newRows, flaw, alike);
    }

    /// Copy with the result of the picture check.
    public FileReference withPicture(String newFlaw, List<String> similarFiles) {
        return new FileReference(id, name, mediaType, size, away, album, rows, newFlaw, similarFiles);
    }
}

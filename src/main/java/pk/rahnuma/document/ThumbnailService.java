package pk.rahnuma.document;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Small pictures of the photos that people sent, for these people. A thumbnail is drawn when its photo is inspected.
@Singleton
public final class ThumbnailService {

    private static final Logger LOG = LoggerFactory.getLogger(ThumbnailService.class);

    private final ThumbnailRepository thumbnails;
    private final PictureInspector pictures;

    ThumbnailService(ThumbnailRepository thumbnails, PictureInspector pictures) {
        this.thumbnails = thumbnails;
        this.pictures = pictures;
    }

    /// Thumbnail of a document as JPEG; empty when it has none.
    public Optional<byte[]> readThumbnail(Document document) {
        return Optional.ofNullable(thumbnails.readThumbnails(List.of(document)).get(document.id()));
    }

    /// Draws one JPEG that shows all thumbnails of these documents with their numbers. It is stored nowhere.
    ///
    /// @param numbered documents with thumbnails by number; the first twelve are shown
    /// @return empty when there are none, or the sheet cannot be drawn
    public Optional<byte[]> drawContactSheet(Map<Integer, Document> numbered) {
        try {
            Map<Long, byte[]> images = thumbnails.readThumbnails(numbered.values());
            List<NumberedThumbnail> shown = numbered.entrySet().stream()
                    .filter(entry -> images.containsKey(entry.getValue().id()))
                    .map(entry -> new NumberedThumbnail(
                            entry.getKey(), images.get(entry.getValue().id())))
                    .toList();
            return shown.isEmpty() ? Optional.empty() : Optional.of(pictures.drawContactSheet(shown));
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "documents: a summary is sent without its photos, since they could not be drawn: {}",
                    e.getClass().getName());
            return Optional.empty();
        }
    }
}

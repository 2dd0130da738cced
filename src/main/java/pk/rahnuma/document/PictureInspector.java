package pk.rahnuma.document;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.messaging.FileRejectedException;
import pk.rahnuma.messaging.FileRejectionReason;

/// Inspects the pixels of pictures that people send, and draws contact sheets of their thumbnails, in a process of its
/// own ([RenderProcess]), since the pictures are unpacked. The process stays while there are pictures.
@Singleton
public class PictureInspector {

    /// Pictures are read line by line, at a fraction of their size: 100 million pixels fit.
    private static final int HEAP_MEGABYTES = 64;

    private static final Duration INSPECTION_TIMEOUT = Duration.ofSeconds(6);
    private static final long ANY_DOCUMENT = 0;
    private static final Logger LOG = LoggerFactory.getLogger(PictureInspector.class);

    private final RenderProcessPool processes =
            new RenderProcessPool(HEAP_MEGABYTES, INSPECTION_TIMEOUT, System::nanoTime);

    /// Inspects a picture.
    ///
    /// @return null when no process can be started: the picture is then accepted without inspection
    /// @throws FileRejectedException when it cannot be read, or not in time
    public PictureInspection inspectPicture(byte[] picture) throws FileRejectedException {
        try {
            return processes.useProcess(
                    ANY_DOCUMENT, connection -> null, connection -> connection.inspectPicture(picture));
        } catch (RenderUnavailableException e) {
            LOG.warn(
                    "documents: a picture was accepted without inspection, since no process started; check the memory");
            return null;
        } catch (IOException e) {
            throw new FileRejectedException(FileRejectionReason.UNREADABLE);
        }
    }

    /// Draws one JPEG that shows thumbnails with their numbers.
    ///
    /// @param thumbnails at least one; the first twelve are shown
    /// @throws IOException when one cannot be read, or not in time, or no process is free or can be started
    public byte[] drawContactSheet(List<NumberedThumbnail> thumbnails) throws IOException {
        List<NumberedThumbnail> shown =
                thumbnails.subList(0, Math.min(thumbnails.size(), ContactSheetRenderer.MAX_THUMBNAILS));
        return processes.useFreeProcess(ANY_DOCUMENT, connection -> null, connection -> connection.drawSheet(shown));
    }

    @PreDestroy
    void close() {
        processes.close();
    }
}

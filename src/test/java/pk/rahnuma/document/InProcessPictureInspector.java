package pk.rahnuma.document;

import java.io.IOException;
import java.util.List;
import pk.rahnuma.messaging.FileRejectedException;
import pk.rahnuma.messaging.FileRejectionReason;

/// Reads pictures in the process of the test, which costs less than a child process.
public final class InProcessPictureInspector extends PictureInspector {

    @Override
    public PictureInspection inspectPicture(byte[] picture) throws FileRejectedException {
        try {
            return PictureInspection.fromPicture(picture);
        } catch (IOException e) {
            throw new FileRejectedException(FileRejectionReason.UNREADABLE);
        }
    }

    @Override
    public byte[] drawContactSheet(List<NumberedThumbnail> thumbnails) throws IOException {
        return ContactSheetRenderer.drawSheet(thumbnails);
    }
}

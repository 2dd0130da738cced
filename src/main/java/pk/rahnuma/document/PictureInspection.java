package pk.rahnuma.document;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/// Result of the inspection of a picture, which is unpacked once for all of it, at the size of a phone's screen.
///
/// @param thumbnail a small JPEG of it, of at most [ThumbnailRenderer#MAX_THUMBNAIL_BYTES]; null when none is that
///     small
public record PictureInspection(PictureFindings findings, byte[] thumbnail) {

    /// Longer side for the inspection.
    private static final int INSPECTED_SIDE_PIXELS = 800;

    /// Inspects a picture.
    ///
    /// @throws IOException when it cannot be read
    public static PictureInspection fromPicture(byte[] content) throws IOException {
        int width;
        int height;
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("no reader for this picture");
            }
            ImageReader reader = readers.next();
            reader.setInput(in, true, true);
            width = reader.getWidth(0);
            height = reader.getHeight(0);
            reader.dispose();
        }
        BufferedImage seen = DocumentRenderer.scaleToFit(
                DocumentRenderer.readPicture(content, INSPECTED_SIDE_PIXELS), INSPECTED_SIDE_PIXELS);
        return new PictureInspection(
                PictureFindings.fromImage(width, height, seen), ThumbnailRenderer.drawThumbnail(seen));
    }
}

package pk.rahnuma.document;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/// Draws thumbnails: enough to see which paper a photo shows, and that it is blurred or cut off.
final class ThumbnailRenderer {

    /// Maximum of the longer side.
    static final int THUMBNAIL_SIDE_PIXELS = 240;

    static final int MAX_THUMBNAIL_BYTES = 16 * 1024;

    /// Qualities that are tried, of which the first is nearly always small enough.
    private static final float[] JPEG_QUALITIES = {0.7f, 0.4f, 0.15f};

    private ThumbnailRenderer() {}

    /// Draws a thumbnail as JPEG; null when even the lowest quality takes too many bytes.
    ///
    /// @param picture without transparency
    static byte[] drawThumbnail(BufferedImage picture) throws IOException {
        // In two steps, since each pixel is computed from four only.
        BufferedImage small = DocumentRenderer.scaleToFit(
                DocumentRenderer.scaleToFit(picture, 2 * THUMBNAIL_SIDE_PIXELS), THUMBNAIL_SIDE_PIXELS);
        for (float quality : JPEG_QUALITIES) {
            byte[] jpeg = toJpeg(small, quality);
            if (jpeg.length <= MAX_THUMBNAIL_BYTES) {
                return jpeg;
            }
        }
        return null;
    }

    static byte[] toJpeg(BufferedImage image, float quality) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}

package pk.rahnuma.document;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.DefaultResourceCache;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/// Draws one document. A large picture is read at a fraction of its size, and a page is drawn no larger than a screen.
/// This class limits neither time nor memory; its process does ([RenderProcess]).
public final class DocumentRenderer implements AutoCloseable {

    /// Longer side of a picture, in pixels.
    public static final int MAX_SIDE_PIXELS = 1600;

    private static final float POINTS_PER_INCH = 72f;
    /// Maximum resolution; a large page is drawn with less.
    private static final float MAX_DPI = 150f;

    private final byte[] picture;
    private final PDDocument pdf;

    /// Opens a document.
    ///
    /// @throws IOException when it cannot be read
    DocumentRenderer(DocumentType kind, byte[] content) throws IOException {
        this.picture = kind == DocumentType.PDF ? null : content;
        this.pdf = kind == DocumentType.PDF ? loadPdf(content) : null;
    }

    private static PDDocument loadPdf(byte[] content) throws IOException {
        PDDocument pdf = Loader.loadPDF(content, "", null, null, MemoryUsageSetting.setupMainMemoryOnly().streamCache);
        pdf.setResourceCache(new NoImageResourceCache());
        return pdf;
    }

    /// A cache that does not keep pictures within a PDF, to save memory.
    private static final class NoImageResourceCache extends DefaultResourceCache {
        @Override
        public void put(COSObject indirect, PDXObject xobject) {
            // The picture is read again when it is used again.
        }
    }

    int countPages() {
        return pdf == null ? 1 : pdf.getNumberOfPages();
    }

    /// Draws a page as PNG.
    ///
    /// @param page from 1
    /// @throws IOException when it cannot be drawn, or there is no such page
    byte[] drawPage(int page) throws IOException {
        if (page < 1 || page > countPages()) {
            throw new IOException("no such page");
        }
        BufferedImage drawn =
                pdf == null ? scaleToFit(readPicture(picture, MAX_SIDE_PIXELS), MAX_SIDE_PIXELS) : drawPdf(page);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(drawn, "png", out);
        return out.toByteArray();
    }

    private BufferedImage drawPdf(int page) throws IOException {
        PDRectangle box = pdf.getPage(page - 1).getCropBox();
        float longer = Math.max(1, Math.max(box.getWidth(), box.getHeight()));
        PDFRenderer renderer = new PDFRenderer(pdf);
        renderer.setSubsamplingAllowed(true);
        return renderer.renderImageWithDPI(
                page - 1, Math.min(MAX_DPI, MAX_SIDE_PIXELS * POINTS_PER_INCH / longer), ImageType.RGB);
    }

    /// Reads a picture at a whole fraction of its size, its longer side below twice `side`.
    static BufferedImage readPicture(byte[] content, int side) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("no reader for this picture");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                int longer = Math.max(reader.getWidth(0), reader.getHeight(0));
                ImageReadParam param = reader.getDefaultReadParam();
                int step = Math.max(1, longer / side);
                param.setSourceSubsampling(step, step, 0, 0);
                return reader.read(0, param);
            } finally {
                reader.dispose();
            }
        }
    }

    static BufferedImage scaleToFit(BufferedImage read, int side) {
        double scale = Math.min(1, side / (double) Math.max(read.getWidth(), read.getHeight()));
        int width = Math.max(1, (int) (read.getWidth() * scale));
        int height = Math.max(1, (int) (read.getHeight() * scale));
        BufferedImage fitted = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = fitted.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(read, 0, 0, width, height, null);
        graphics.dispose();
        return fitted;
    }

    @Override
    public void close() throws IOException {
        if (pdf != null) {
            pdf.close();
        }
    }
}

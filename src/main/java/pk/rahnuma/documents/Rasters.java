package pk.rahnuma.documents;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
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

/// Draws documents as pictures, so that nothing of what came from outside is run or read by a browser. A few at a time,
/// each within bounds: a large picture is read at a fraction of its size, and a page is drawn no larger than a screen.
@Singleton
public final class Rasters {

    /// The longer side of a picture, in pixels.
    static final int SIDE = 1600;
    /// Pages of a document that are shown.
    static final int PAGES = 20;

    private static final int AT_ONCE = 2;
    private static final float POINTS_PER_INCH = 72f;
    /// Points of a page's side that are believed; more is drawn smaller.
    private static final float MOST_DPI = 150f;

    private final Documents documents;
    private final OpenPdfs pdfs;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    @Inject
    Rasters(Documents documents) {
        this(documents, System::nanoTime);
    }

    Rasters(Documents documents, LongSupplier nanos) {
        this.documents = documents;
        this.pdfs = new OpenPdfs(nanos);
    }

    /// How many pages are shown; at least 1.
    ///
    /// @throws IOException when it cannot be read
    public int pages(Document document) throws IOException {
        if (document.kind() != Kind.PDF) {
            return 1;
        }
        return drawn(
                document,
                () -> pdfs.with(
                        document, () -> load(content(document)), pdf -> Math.clamp(pdf.getNumberOfPages(), 1, PAGES)));
    }

    /// A page as PNG.
    ///
    /// @param page from 1
    /// @throws IOException when it cannot be drawn
    public byte[] picture(Document document, int page) throws IOException {
        if (page < 1 || page > PAGES) {
            throw new IOException("no such page");
        }
        return drawn(
                document,
                () -> png(
                        document.kind() == Kind.PDF
                                ? pdfs.with(document, () -> load(content(document)), pdf -> pdf(pdf, page))
                                : picture(content(document))));
    }

    @FunctionalInterface
    private interface Drawing<T> {
        T make() throws IOException;
    }

    private byte[] content(Document document) throws IOException {
        try (InputStream in = documents.open(document)) {
            return in.readAllBytes();
        }
    }

    /// Whatever a hostile file makes of the library that reads it is one thing: it cannot be drawn.
    private <T> T drawn(Document document, Drawing<T> drawing) throws IOException {
        places.acquireUninterruptibly();
        try {
            return drawing.make();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new IOException("document " + document.id() + " cannot be drawn", e);
        } finally {
            places.release();
        }
    }

    private static PDDocument load(byte[] content) throws IOException {
        PDDocument pdf = Loader.loadPDF(content, "", null, null, MemoryUsageSetting.setupMainMemoryOnly().streamCache);
        pdf.setResourceCache(new NoPictures());
        return pdf;
    }

    private static BufferedImage pdf(PDDocument pdf, int page) throws IOException {
        if (page > pdf.getNumberOfPages()) {
            throw new IOException("no such page");
        }
        PDRectangle box = pdf.getPage(page - 1).getCropBox();
        float longer = Math.max(1, Math.max(box.getWidth(), box.getHeight()));
        PDFRenderer renderer = new PDFRenderer(pdf);
        renderer.setSubsamplingAllowed(true);
        return renderer.renderImageWithDPI(
                page - 1, Math.min(MOST_DPI, SIDE * POINTS_PER_INCH / longer), ImageType.RGB);
    }

    /// Pictures within a PDF are not kept beside those that are drawn.
    private static final class NoPictures extends DefaultResourceCache {
        @Override
        public void put(COSObject indirect, PDXObject xobject) {
            // Read again where it is used again.
        }
    }

    private static BufferedImage picture(byte[] content) throws IOException {
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
                int step = Math.max(1, longer / SIDE);
                param.setSourceSubsampling(step, step, 0, 0);
                return fit(reader.read(0, param));
            } finally {
                reader.dispose();
            }
        }
    }

    private static BufferedImage fit(BufferedImage read) {
        double scale = Math.min(1, SIDE / (double) Math.max(read.getWidth(), read.getHeight()));
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

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}

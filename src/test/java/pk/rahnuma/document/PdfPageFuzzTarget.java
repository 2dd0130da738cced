package pk.rahnuma.document;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.provider.MethodSource;

/// Any bytes as a PDF: a page no larger than a screen, or a failure that its process reports or dies of.
class PdfPageFuzzTarget {

    static Stream<byte[]> seeds() {
        return Stream.of(SampleFiles.pdf());
    }

    @MethodSource("seeds")
    @FuzzTest
    void drawsAnyPage(byte[] file) {
        try (DocumentRenderer renderer = new DocumentRenderer(DocumentType.PDF, file)) {
            byte[] png = renderer.drawPage(1);
            if (png.length > RenderConnection.MAX_PNG_BYTES
                    || ImageIO.read(new ByteArrayInputStream(png)).getWidth() > DocumentRenderer.MAX_SIDE_PIXELS + 1) {
                throw new AssertionError("larger than a screen");
            }
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError contained) {
            contained.getClass();
        }
    }
}

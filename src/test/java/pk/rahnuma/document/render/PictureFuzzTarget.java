package pk.rahnuma.document.render;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.document.SampleFiles;

/// Any bytes as a picture: findings that can be stored and read back, or a failure that its process reports.
class PictureFuzzTarget {

    static Stream<byte[]> seeds() {
        return Stream.of(
                SampleFiles.jpeg(),
                SampleFiles.png(),
                SampleFiles.picture("jpg", 8, 8, 1),
                SampleFiles.picture("png", 8, 8, 1));
    }

    @MethodSource("seeds")
    @FuzzTest
    void looksAtAnyPicture(byte[] file) {
        ImageIO.setUseCache(false);
        try {
            PictureFindings findings = PictureFindings.fromPicture(file);
            if (!PictureFindings.fromBytes(findings.toBytes()).equals(findings)) {
                throw new AssertionError("another one is read than was stored");
            }
            findings.flawCode();
        } catch (IOException | RuntimeException | OutOfMemoryError contained) {
            contained.getClass();
        }
    }
}

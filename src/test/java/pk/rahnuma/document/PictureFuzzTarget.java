package pk.rahnuma.document;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.provider.MethodSource;

/// Any bytes as a picture: findings that can be stored and read back, and a small picture that fits on a sheet, or a
/// failure that its process reports.
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
            PictureInspection inspection = PictureInspection.fromPicture(file);
            PictureFindings findings = inspection.findings();
            if (!PictureFindings.fromBytes(findings.toBytes()).equals(findings)) {
                throw new AssertionError("another one is read than was stored");
            }
            findings.flawCode();
            byte[] thumbnail = inspection.thumbnail();
            if (thumbnail != null && thumbnail.length > ThumbnailRenderer.MAX_THUMBNAIL_BYTES) {
                throw new AssertionError("a small picture of " + thumbnail.length + " bytes");
            }
            if (thumbnail != null) {
                ContactSheetRenderer.drawSheet(List.of(new NumberedThumbnail(1, thumbnail)));
            }
        } catch (IOException | RuntimeException | OutOfMemoryError contained) {
            contained.getClass();
        }
    }
}

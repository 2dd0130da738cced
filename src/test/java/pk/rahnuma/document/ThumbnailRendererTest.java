package pk.rahnuma.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Small pictures of photos, and the sheet that shows several of them.
class ThumbnailRendererTest {

    @AutoClose("close")
    private final PictureInspector inspector = new PictureInspector();

    private static BufferedImage read(byte[] jpeg) throws IOException {
        assertThat(jpeg).startsWith(0xff, 0xd8, 0xff);
        return ImageIO.read(new ByteArrayInputStream(jpeg));
    }

    private static byte[] thumbnail(byte[] picture) throws IOException {
        return PictureInspection.fromPicture(picture).thumbnail();
    }

    @ParameterizedTest
    @CsvSource({"1280,804,240,150", "804,1280,150,240", "3000,10,240,1", "64,40,64,40", "1,1,1,1"})
    void theLongerSideHasAtMost240Pixels(int width, int height, int smallWidth, int smallHeight) throws IOException {
        BufferedImage small = read(thumbnail(SampleFiles.picture("png", width, height, 1)));
        assertThat(small.getWidth()).isEqualTo(smallWidth);
        assertThat(small.getHeight()).isEqualTo(smallHeight);
    }

    /// Noise is what a JPEG compresses worst.
    @ParameterizedTest
    @ValueSource(ints = {240, 800, 1280})
    void evenNoiseHasAtMost16Kilobytes(int side) throws IOException {
        assertThat(thumbnail(SampleFiles.picture("png", side, side, 1)))
                .isNotNull()
                .hasSizeLessThanOrEqualTo(ThumbnailRenderer.MAX_THUMBNAIL_BYTES);
    }

    @Test
    void aTransparentPictureIsShownOnWhite() throws IOException {
        BufferedImage logo = new BufferedImage(640, 480, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = logo.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, 320, 480);
        graphics.dispose();
        BufferedImage small = read(thumbnail(SampleFiles.write("png", logo)));
        assertThat(new Color(small.getRGB(200, 90)).getGreen()).isGreaterThan(245);
        assertThat(new Color(small.getRGB(40, 90)).getGreen()).isLessThan(15);
    }

    @Test
    void aPictureOfAHundredMillionPixelsHasAThumbnail() throws Exception {
        PictureInspection inspection = inspector.inspectPicture(hugePng());
        assertThat(inspection.findings().width()).isEqualTo(10_000);
        assertThat(read(inspection.thumbnail()).getWidth()).isEqualTo(240);
    }

    @Test
    void aBrokenPictureHasNone() {
        assertThatThrownBy(() -> thumbnail(SampleFiles.ascii("no picture"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> thumbnail(SampleFiles.firstHalf(SampleFiles.png())))
                .isInstanceOf(Exception.class);
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "2,2,1", "3,3,1", "4,3,2", "12,3,4", "15,3,4"})
    void aSheetHasThreeColumnsAndTwelveThumbnailsAtMost(int count, int columns, int rows) throws IOException {
        byte[] noise = thumbnail(SampleFiles.picture("png", 300, 300, 1));
        List<NumberedThumbnail> thumbnails = IntStream.rangeClosed(1, count)
                .mapToObj(number -> new NumberedThumbnail(number, noise))
                .toList();
        byte[] jpeg = inspector.drawContactSheet(thumbnails);
        assertThat(jpeg).hasSizeLessThanOrEqualTo(ContactSheetRenderer.MAX_SHEET_BYTES);
        BufferedImage sheet = read(jpeg);
        assertThat(sheet.getWidth()).isEqualTo(columns * 252 + 12);
        assertThat(sheet.getHeight()).isEqualTo(rows * 252 + 12);
    }

    @Test
    void eachNumberIsWhiteOnBlackInTheCornerOfItsThumbnail() throws IOException {
        byte[] card = thumbnail(SampleFiles.cardPhoto(1));
        BufferedImage one = read(ContactSheetRenderer.drawSheet(List.of(new NumberedThumbnail(1, card))));
        BufferedImage hundred = read(ContactSheetRenderer.drawSheet(List.of(new NumberedThumbnail(100, card))));
        assertThat(whitePixels(one)).isBetween(20, 400);
        assertThat(whitePixels(hundred)).isGreaterThan(2 * whitePixels(one));
    }

    /// White pixels in the label of the first thumbnail.
    private static int whitePixels(BufferedImage sheet) {
        int white = 0;
        for (int y = 13; y < 50; y++) {
            for (int x = 13; x < 80 && new Color(sheet.getRGB(x, 14)).getRed() < 60; x++) {
                white += new Color(sheet.getRGB(x, y)).getRed() > 200 ? 1 : 0;
            }
        }
        return white;
    }

    @Test
    void aBrokenThumbnailFailsTheSheetAndNotTheNextOne() throws IOException {
        byte[] card = thumbnail(SampleFiles.cardPhoto(1));
        List<NumberedThumbnail> broken =
                List.of(new NumberedThumbnail(1, card), new NumberedThumbnail(2, SampleFiles.ascii("broken")));
        assertThatThrownBy(() -> inspector.drawContactSheet(broken)).isInstanceOf(IOException.class);
        read(inspector.drawContactSheet(List.of(new NumberedThumbnail(1, card))));
    }

    /// 10,000 by 10,000 pixels in a few kilobytes: one bit each, all equal.
    private static byte[] hugePng() {
        return SampleFiles.write("png", new BufferedImage(10_000, 10_000, BufferedImage.TYPE_BYTE_BINARY));
    }
}

package pk.rahnuma.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Photos of papers, as phones send them.
class PictureFindingsTest {

    private static String flaw(BufferedImage picture) throws IOException {
        return findings(picture).flawCode();
    }

    private static PictureFindings findings(BufferedImage picture) throws IOException {
        return PictureInspection.fromPicture(SampleFiles.write("jpg", picture)).findings();
    }

    @ParameterizedTest
    @CsvSource({"640,480", "1280,804", "600,378", "2000,1260"})
    void takesASharpCardOfAnyUsualSize(int width, int height) throws IOException {
        for (int seed = 0; seed < 5; seed++) {
            assertThat(flaw(SampleFiles.drawnCard(width, height, seed)))
                    .as("card %s", seed)
                    .isNull();
        }
    }

    @Test
    void takesACardInTheDarkOrBrightOrWithNoiseOrOnATable() throws IOException {
        BufferedImage card = SampleFiles.drawnCard(1280, 800, 1);
        assertThat(flaw(light(card, 0.35, 0))).as("dark").isNull();
        assertThat(flaw(light(card, 0.5, 120))).as("bright").isNull();
        assertThat(flaw(noise(card, 12))).as("noise").isNull();
        assertThat(flaw(onTable(card, 0.5))).as("table").isNull();
        assertThat(flaw(blurred(card, 1))).as("nearly sharp").isNull();
    }

    @Test
    void takesASheetWithOneLineOfWriting() throws IOException {
        BufferedImage sheet = plain(1000, 1400, 250);
        Graphics2D graphics = sheet.createGraphics();
        graphics.drawImage(SampleFiles.drawnCard(800, 500, 2).getSubimage(0, 30, 700, 150), 100, 200, null);
        graphics.dispose();
        assertThat(flaw(sheet)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"60,40", "430,270", "599,500", "1200,349"})
    void refusesASmallPicture(int width, int height) throws IOException {
        assertThat(flaw(SampleFiles.drawnCard(width, height, 1))).isEqualTo("picture_small");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 128, 255})
    void refusesAPictureOfOneColour(int grey) throws IOException {
        assertThat(flaw(plain(1280, 960, grey))).isEqualTo("picture_blank");
        assertThat(flaw(noise(plain(1280, 960, grey), 5))).isEqualTo("picture_blank");
    }

    @Test
    void refusesAWallWithAShadow() throws IOException {
        BufferedImage wall = plain(1280, 960, 0);
        for (int y = 0; y < 960; y++) {
            for (int x = 0; x < 1280; x++) {
                wall.setRGB(x, y, new Color(60 + x / 12, 60 + y / 12, 100).getRGB());
            }
        }
        assertThat(flaw(wall)).isEqualTo("picture_blurred");
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 9, 14})
    void refusesABlurredCard(int radius) throws IOException {
        for (int seed = 0; seed < 3; seed++) {
            assertThat(flaw(blurred(SampleFiles.drawnCard(1280, 800, seed), radius)))
                    .as("card %s", seed)
                    .isEqualTo("picture_blurred");
        }
    }

    @Test
    void knowsTheSamePictureInAnotherSizeLightOrCompression() throws IOException {
        BufferedImage card = onTable(SampleFiles.drawnCard(1280, 800, 1), 0.8);
        PictureFingerprint first = findings(card).fingerprint();
        assertThat(first.isSimilarTo(findings(card).fingerprint())).isTrue();
        assertThat(first.isSimilarTo(findings(scaled(card, 900)).fingerprint()))
                .as("size")
                .isTrue();
        assertThat(first.isSimilarTo(findings(light(card, 0.8, 10)).fingerprint()))
                .as("light")
                .isTrue();
        assertThat(first.isSimilarTo(findings(noise(card, 4)).fingerprint()))
                .as("noise")
                .isTrue();
        assertThat(first.isSimilarTo(PictureInspection.fromPicture(SampleFiles.write("png", card))
                        .findings()
                        .fingerprint()))
                .as("compression")
                .isTrue();
    }

    @Test
    void tellsTheSidesOfACardOnTheSameTableApart() throws IOException {
        for (int seed = 0; seed < 8; seed += 2) {
            PictureFingerprint front = findings(onTable(SampleFiles.drawnCard(1280, 800, seed), 0.7))
                    .fingerprint();
            PictureFingerprint back = findings(onTable(SampleFiles.drawnCard(1280, 800, seed + 1), 0.7))
                    .fingerprint();
            assertThat(front.isSimilarTo(back)).as("card %s", seed).isFalse();
        }
    }

    private static BufferedImage plain(int width, int height, int grey) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(grey, grey, grey));
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return image;
    }

    private static BufferedImage light(BufferedImage image, double factor, int plus) {
        return changed(image, value -> (int) (value * factor) + plus);
    }

    private static BufferedImage noise(BufferedImage image, int deviation) {
        Random random = new Random(1);
        return changed(image, value -> value + (int) (random.nextGaussian() * deviation));
    }

    private static BufferedImage changed(BufferedImage image, IntUnaryOperator change) {
        BufferedImage changed = plain(image.getWidth(), image.getHeight(), 0);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                Color old = new Color(image.getRGB(x, y));
                changed.setRGB(
                        x,
                        y,
                        new Color(
                                        Math.clamp(change.applyAsInt(old.getRed()), 0, 255),
                                        Math.clamp(change.applyAsInt(old.getGreen()), 0, 255),
                                        Math.clamp(change.applyAsInt(old.getBlue()), 0, 255))
                                .getRGB());
            }
        }
        return changed;
    }

    private static BufferedImage onTable(BufferedImage card, double share) {
        BufferedImage table = noise(plain(1280, 960, 90), 6);
        Graphics2D graphics = table.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        int width = (int) (1280 * share);
        graphics.drawImage(card, (1280 - width) / 2, 100, width, width * 5 / 8, null);
        graphics.dispose();
        return table;
    }

    private static BufferedImage scaled(BufferedImage image, int width) {
        BufferedImage scaled = plain(width, width * image.getHeight() / image.getWidth(), 0);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, scaled.getWidth(), scaled.getHeight(), null);
        graphics.dispose();
        return scaled;
    }

    /// Applies a box filter twice over this many pixels each way: a photo out of focus.
    private static BufferedImage blurred(BufferedImage image, int radius) {
        int side = 2 * radius + 1;
        float[] equal = new float[side];
        Arrays.fill(equal, 1f / side);
        BufferedImage once =
                new ConvolveOp(new Kernel(side, 1, equal), ConvolveOp.EDGE_NO_OP, null).filter(image, null);
        return new ConvolveOp(new Kernel(1, side, equal), ConvolveOp.EDGE_NO_OP, null).filter(once, null);
    }
}

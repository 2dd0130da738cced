package pk.rahnuma.document;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import pk.rahnuma.TestDatabase;

/// Files as people send them, for tests.
public final class SampleFiles {

    private SampleFiles() {}

    /// A small picture.
    public static byte[] jpeg() {
        return picture("jpg", 64, 40, 1);
    }

    public static byte[] png() {
        return picture("png", 64, 40, 1);
    }

    /// A photo of a readable card; each seed is another card, or another side of it.
    public static byte[] cardPhoto(long seed) {
        return write("jpg", drawnCard(860, 540, seed));
    }

    /// A photo from within a pocket.
    public static byte[] blankPhoto() {
        return write("jpg", new BufferedImage(1280, 960, BufferedImage.TYPE_INT_RGB));
    }

    /// The photo that a person sends for a question.
    public static byte[] cardFor(String question) {
        return cardPhoto(question.hashCode());
    }

    /// A card with marks in place of words.
    public static BufferedImage drawnCard(int width, int height, long seed) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(0xD8E6DC));
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(new Color(0x223322));
        Random random = new Random(seed);
        int line = height / 14;
        for (int y = line; y < height - line; y += line) {
            int x = line + random.nextInt(width / 3);
            while (x < width - 2 * line && random.nextInt(12) > 0) {
                int length = 2 + random.nextInt(line);
                graphics.fillRect(x, y, Math.max(2, length / 3), line / 2);
                graphics.fillRect(x, y + line / 4, length, Math.max(2, line / 9));
                x += length + 3 + random.nextInt(line / 3 + 1);
            }
        }
        graphics.fillRect(width * 2 / 3, random.nextInt(height / 2), width / 4, height / 3);
        graphics.dispose();
        return image;
    }

    /// Documents of a test, inspected in this process.
    public static DocumentService documents(TestDatabase database) {
        return new DocumentService(
                database.getBean(DocumentRepository.class),
                database.getBean(DocumentAttachmentRepository.class),
                inProcessInspection());
    }

    /// Inspection of files in tests.
    public static FileInspectionService inProcessInspection() {
        return new FileInspectionService(new FileParsingService(), new InProcessPictureInspector());
    }

    /// Thumbnails of the documents of a test.
    public static ThumbnailService thumbnails(TestDatabase database) {
        return new ThumbnailService(database.getBean(ThumbnailRepository.class), new InProcessPictureInspector());
    }

    /// A picture of about so many bytes.
    public static byte[] pngOf(int bytes) {
        int side = (int) Math.sqrt(bytes / 3.0);
        return picture("png", side, side, 1);
    }

    /// A picture; each seed gives another one.
    public static byte[] picture(String format, int width, int height, long seed) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(seed);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return write(format, image);
    }

    public static byte[] write(String format, BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public static byte[] pdf() {
        return pdf("");
    }

    public static byte[] lockedPdf() {
        return pdf("/Encrypt 5 0 R ");
    }

    /// A PDF.
    ///
    /// @param more in the trailer
    public static byte[] pdf(String more) {
        return ascii("""
                %%PDF-1.4
                1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
                2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
                3 0 obj << /Type /Page /Parent 2 0 R /Contents 4 0 R >> endobj
                4 0 obj << /Length 30 >>
                stream
                (/Encrypt 5 0 R) Tj  /Encrypt<<
                endstream endobj
                xref
                0 1
                trailer << /Root 1 0 R %s/EncryptMetadata true >>
                startxref
                9
                %%%%EOF
                """.formatted(more));
    }

    /// A voice message: Opus in Ogg, of three pages.
    public static byte[] voice() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(oggPage(2, 0, ascii("OpusHead\1\1\0\0\200\273\0\0\0\0\0")));
        file.writeBytes(oggPage(0, 1, ascii("OpusTags\4\0\0\0test\0\0\0\0")));
        file.writeBytes(oggPage(4, 2, new byte[200]));
        return file.toByteArray();
    }

    private static byte[] oggPage(int flags, int number, byte[] packet) {
        ByteBuffer page = ByteBuffer.allocate(28 + packet.length).order(ByteOrder.LITTLE_ENDIAN);
        page.put(ascii("OggS"))
                .put((byte) 0)
                .put((byte) flags)
                .putLong(0)
                .putInt(7)
                .putInt(number)
                .putInt(0);
        return page.put((byte) 1).put((byte) packet.length).put(packet).array();
    }

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// The first part of a file, as a broken upload leaves it.
    public static byte[] firstHalf(byte[] file) {
        return Arrays.copyOf(file, file.length / 2);
    }
}

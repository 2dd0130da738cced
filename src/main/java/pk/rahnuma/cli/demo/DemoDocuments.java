package pk.rahnuma.cli.demo;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import javax.imageio.ImageIO;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.messaging.file.FileRejectedException;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Documents for applications: pictures of a card and of a sheet without content.
final class DemoDocuments {

    private static final int CARD_COLOUR = 0xD8E6DC;
    private static final int SHEET_COLOUR = 0xF4F4EE;
    private static final int LINE_COLOUR = 0x8899AA;

    private final DocumentService documents;
    private final byte[] front = picture(860, 540, CARD_COLOUR, 1);
    private final byte[] back = picture(860, 540, CARD_COLOUR, 2);
    private final byte[] sheet = picture(840, 1180, SHEET_COLOUR, 3);

    DemoDocuments(DocumentService documents) {
        this.documents = documents;
    }

    /// Adds documents to a company's form.
    ///
    /// @param person owner of the files until the form is submitted
    void addDocuments(Map<String, Object> form, long person, Instant now) {
        form.put("id_front", kept(person, "id_front", front, now));
        form.put("id_back", kept(person, "id_back", back, now));
        form.put("company_proof", kept(person, "letter", sheet, now));
    }

    private String kept(long person, String name, byte[] content, Instant now) {
        try {
            return Long.toString(documents
                    .saveDocument(SubjectEncryptionService.newId(), person, name + ".png", content, now)
                    .id());
        } catch (FileRejectedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Draws a picture with grey lines in place of text.
    private static byte[] picture(int width, int height, int paper, int side) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int end = width - 80 - y / 80 * side * 97 % 480;
                boolean line = y % 80 > 28 && y % 80 < 44 && x > 80 && x < end && y > 80 && x * side % 29 > 5;
                image.setRGB(x, y, line ? LINE_COLOUR : paper);
            }
        }
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

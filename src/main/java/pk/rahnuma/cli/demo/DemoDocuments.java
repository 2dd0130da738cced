package pk.rahnuma.cli.demo;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.messaging.FileRejectedException;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Pictures without content for the documents of applications.
record DemoDocuments(DocumentService documents) {

    private static final List<String> NAMES = List.of("id_front", "id_back", "company_proof");
    private static final int WIDTH = 860;
    private static final int HEIGHT = 540;

    /// Adds documents to a company's form.
    ///
    /// @param person owner of the files until the form is submitted
    void addDocuments(Map<String, Object> form, long person, Instant now) {
        try {
            for (String name : NAMES) {
                long id = SubjectEncryptionService.newId();
                documents.saveDocument(
                        id, person, name + ".png", drawPicture(NAMES.indexOf(name), Long.hashCode(person)), now);
                form.put(name, Long.toString(id));
            }
        } catch (FileRejectedException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Draws grey lines in place of text, of other lengths for each person.
    private static byte[] drawPicture(int side, int person) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            int row = i / WIDTH / 20;
            boolean line = row % 2 == 1 && i % WIDTH < WIDTH - Math.floorMod((side + 1) * row * 37 + row * person, 600);
            image.setRGB(i % WIDTH, i / WIDTH, line ? 0x8899AA : 0xD8E6DC);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}

package pk.rahnuma.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import pk.rahnuma.Database;
import pk.rahnuma.vault.Vault;

/// Documents as staff see them.
class RastersTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T04:00:00Z");

    @AutoClose
    private final Database database = Database.h2();

    private final Documents documents = new Documents(database.jdbi(), database.vault(), new FileParsingService());
    private final Rasters rasters = new Rasters(documents);

    private Document keep(byte[] file) throws Unfit {
        long person = Vault.newId();
        database.vault().create(person);
        return documents.keep(Vault.newId(), person, null, file, MONDAY);
    }

    private static BufferedImage read(byte[] png) throws IOException {
        assertThat(png).startsWith(0x89, 'P', 'N', 'G');
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    @Test
    void a_large_picture_is_drawn_anew_no_larger_than_a_screen() throws Exception {
        BufferedImage drawn = read(rasters.picture(keep(Files.picture("jpg", 4000, 1000, 7)), 1));
        assertThat(drawn.getWidth()).isEqualTo(Rasters.SIDE);
        assertThat(drawn.getHeight()).isEqualTo(Rasters.SIDE / 4);
    }

    @Test
    void a_program_within_a_document_is_left_behind() throws Exception {
        Document kept = keep(program());
        assertThat(rasters.pages(kept)).isEqualTo(2);
        byte[] drawn = rasters.picture(kept, 2);
        read(drawn);
        assertThat(new String(drawn, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("app.alert");
    }

    @Test
    void a_page_that_there_is_not_and_a_broken_file_are_told_as_such() throws Exception {
        Document kept = keep(program());
        assertThatThrownBy(() -> rasters.picture(kept, 3)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> rasters.picture(kept, 0)).isInstanceOf(IOException.class);
        Document broken = keep(Files.pdf());
        assertThatThrownBy(() -> rasters.picture(broken, 2)).isInstanceOf(IOException.class);
    }

    @Test
    void a_pdf_is_read_once_for_all_of_its_pages_and_not_kept_for_long() throws Exception {
        AtomicLong nanos = new AtomicLong();
        Rasters stepped = new Rasters(documents, nanos::get);
        Document kept = keep(program());
        assertThat(stepped.pages(kept)).isEqualTo(2);
        // What is gone cannot be read a second time.
        documents.delete(kept.subject(), kept.id());
        nanos.addAndGet(OpenPdfs.KEPT.toNanos());
        read(stepped.picture(kept, 1));
        read(stepped.picture(kept, 2));
        assertThatThrownBy(() -> stepped.picture(kept, 3)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> stepped.picture(kept, 1)).isInstanceOf(Exception.class);

        Document other = keep(program());
        assertThat(stepped.pages(other)).isEqualTo(2);
        documents.delete(other.subject(), other.id());
        nanos.addAndGet(OpenPdfs.KEPT.toNanos() + 1);
        // Whatever is drawn next lets go of what is over.
        assertThat(stepped.pages(keep(program()))).isEqualTo(2);
        assertThatThrownBy(() -> stepped.picture(other, 1)).isInstanceOf(Exception.class);
    }

    /// Two pages, and a script that a viewer would run.
    private static byte[] program() throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            pdf.addPage(new PDPage());
            pdf.addPage(new PDPage());
            pdf.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert('x')"));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            pdf.save(out);
            return out.toByteArray();
        }
    }
}

package pk.rahnuma.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.messaging.FileRejectedException;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Documents as staff see them.
class DocumentRenderServiceTest {

    /// A machine under load starts a process slowly.
    private static final Duration PATIENT = Duration.ofSeconds(60);

    private static final Instant MONDAY = Instant.parse("2026-11-23T04:00:00Z");

    @AutoClose
    private final TestDatabase database = TestDatabase.onH2();

    private final DocumentService documents = SampleFiles.documents(database);

    @AutoClose
    private final RenderProcessPool processes = pool(PATIENT, System::nanoTime);

    private final DocumentRenderService rasters = new DocumentRenderService(documents, processes);

    private static RenderProcessPool pool(Duration timeout, LongSupplier nanos) {
        return new RenderProcessPool(DocumentRenderService.HEAP_MEGABYTES, timeout, nanos);
    }

    private Document keep(byte[] file) throws FileRejectedException {
        long person = SubjectEncryptionService.newId();
        database.vault().createKeys(person);
        return documents.saveDocument(SubjectEncryptionService.newId(), person, null, file, MONDAY);
    }

    private static BufferedImage read(byte[] png) throws IOException {
        assertThat(png).startsWith(0x89, 'P', 'N', 'G');
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    @Test
    void aLargePictureIsScaledToAScreen() throws Exception {
        BufferedImage drawn = read(rasters.drawPage(keep(SampleFiles.picture("jpg", 4000, 1000, 7)), 1));
        assertThat(drawn.getWidth()).isEqualTo(DocumentRenderService.MAX_SIDE_PIXELS);
        assertThat(drawn.getHeight()).isEqualTo(DocumentRenderService.MAX_SIDE_PIXELS / 4);
    }

    @Test
    void aProgramWithinADocumentIsLeftBehind() throws Exception {
        Document kept = keep(program());
        assertThat(rasters.countPages(kept)).isEqualTo(2);
        byte[] drawn = rasters.drawPage(kept, 2);
        read(drawn);
        assertThat(new String(drawn, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("app.alert");
    }

    @Test
    void aMissingPageAndABrokenFileAreErrors() throws Exception {
        Document kept = keep(program());
        assertThatThrownBy(() -> rasters.drawPage(kept, 3)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> rasters.drawPage(kept, 0)).isInstanceOf(IOException.class);
        Document broken = keep(SampleFiles.pdf());
        assertThatThrownBy(() -> rasters.drawPage(broken, 2)).isInstanceOf(IOException.class);
    }

    @Test
    void aPdfIsReadOnceForAllOfItsPagesAndNotKeptForLong() throws Exception {
        AtomicLong nanos = new AtomicLong();
        RenderProcessPool pool = pool(PATIENT, nanos::get);
        DocumentRenderService stepped = new DocumentRenderService(documents, pool);
        Document kept = keep(program());
        assertThat(stepped.countPages(kept)).isEqualTo(2);
        // A deleted document cannot be read a second time.
        documents.deleteDocument(kept.subject(), kept.id());
        nanos.addAndGet(RenderProcessPool.IDLE_TTL.toNanos());
        pool.closeIdle();
        read(stepped.drawPage(kept, 1));
        read(stepped.drawPage(kept, 2));
        assertThatThrownBy(() -> stepped.drawPage(kept, 3)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> stepped.drawPage(kept, 1)).isInstanceOf(Exception.class);

        Document other = keep(program());
        assertThat(stepped.countPages(other)).isEqualTo(2);
        nanos.addAndGet(RenderProcessPool.IDLE_TTL.toNanos() + 1);
        pool.closeIdle();
        assertThat(pool.processIds()).isEmpty();
        pool.close();
    }

    /// 4 million operators in 8 KB: each adds to a stack. In the server it took all memory.
    @Test
    void aPdfThatFillsTheMemoryEndsTheProcessThatDrawsItAndNothingElse() throws Exception {
        RenderProcessPool pool = pool(PATIENT, System::nanoTime);
        DocumentRenderService patient = new DocumentRenderService(documents, pool);
        Document bomb = keep(bomb(4_000_000));
        assertThatThrownBy(() -> patient.drawPage(bomb, 1)).isInstanceOf(IOException.class);
        assertThat(pool.processIds()).isEmpty();
        read(patient.drawPage(keep(program()), 1));
        pool.close();
    }

    @Test
    void aPageThatIsLateEndsTheProcessThatDrawsIt() throws Exception {
        Document kept = keep(program());
        RenderProcessPool pool = pool(Duration.ofNanos(1), System::nanoTime);
        DocumentRenderService impatient = new DocumentRenderService(documents, pool);
        assertThatThrownBy(() -> impatient.drawPage(kept, 1)).isInstanceOf(IOException.class);
        assertThat(pool.processIds()).isEmpty();
        pool.close();
    }

    @Test
    void noMoreThanTwoProcessesAreKeptAndNoneAfterTheEnd() throws Exception {
        for (int i = 0; i < 3; i++) {
            rasters.countPages(keep(program()));
        }
        List<Long> pids = processes.processIds();
        assertThat(pids).hasSize(RenderProcessPool.MAX_PROCESSES);
        rasters.close();
        AwaitSupport.await()
                .until(() -> pids.stream()
                        .noneMatch(pid -> ProcessHandle.of(pid)
                                .map(ProcessHandle::isAlive)
                                .orElse(false)));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theProcessHasNoSecretsAndLimitsOfItsOwn() throws Exception {
        rasters.countPages(keep(program()));
        Path process = Path.of("/proc", processes.processIds().getFirst().toString());
        List<String> environment = List.of(
                java.nio.file.Files.readString(process.resolve("environ")).split("\0"));
        assertThat(environment).allMatch(line -> line.matches("(PATH|MALLOC_ARENA_MAX|PWD|OLDPWD|SHLVL|_)=.*"));
        assertThat(java.nio.file.Files.readAllLines(process.resolve("limits")))
                .anyMatch(line -> line.matches("Max address space +10737\\d+ .*"))
                .anyMatch(line -> line.matches("Max cpu time +120 .*"));
        assertThat(java.nio.file.Files.readString(process.resolve("oom_score_adj"))
                        .strip())
                .isEqualTo("1000");
        assertThat(readNiceness(process))
                .as("others go first when processors are short")
                .isEqualTo(Math.min(19, readNiceness(Path.of("/proc/self")) + 10));
    }

    /// Field 19 of `stat` in proc(5), counted behind the name in parentheses.
    private static int readNiceness(Path process) throws IOException {
        return Integer.parseInt(java.nio.file.Files.readString(process.resolve("stat"))
                .replaceFirst(".*\\) ", "")
                .split(" ")[16]);
    }

    /// A page whose content is one operator again and again.
    private static byte[] bomb(int operators) throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            PDPage page = new PDPage();
            pdf.addPage(page);
            PDStream content = new PDStream(pdf);
            try (OutputStream out = content.createOutputStream(COSName.FLATE_DECODE)) {
                byte[] some = "q ".repeat(500_000).getBytes(StandardCharsets.US_ASCII);
                for (int i = 0; i < operators; i += 500_000) {
                    out.write(some);
                }
            }
            page.setContents(content);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            pdf.save(out);
            return out.toByteArray();
        }
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

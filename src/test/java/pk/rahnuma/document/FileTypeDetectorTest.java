package pk.rahnuma.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.messaging.FileRejectedException;
import pk.rahnuma.messaging.FileRejectionReason;

class FileTypeDetectorTest {

    @Test
    void picturesAndPdfsAreKnownByTheirContent() throws FileRejectedException {
        assertThat(FileTypeDetector.detectType(SampleFiles.jpeg())).isEqualTo(DocumentType.JPEG);
        assertThat(FileTypeDetector.detectType(SampleFiles.png())).isEqualTo(DocumentType.PNG);
        assertThat(FileTypeDetector.detectType(SampleFiles.pdf())).isEqualTo(DocumentType.PDF);
    }

    @Test
    void aScannersLinesBeforeThePdfAreNoFault() throws FileRejectedException {
        assertThat(FileTypeDetector.detectType(joined(SampleFiles.ascii("scanned by X\n"), SampleFiles.pdf())))
                .isEqualTo(DocumentType.PDF);
    }

    @Test
    void dataBehindThePictureIsNoFault() throws FileRejectedException {
        assertThat(FileTypeDetector.detectType(joined(SampleFiles.jpeg(), new byte[500])))
                .isEqualTo(DocumentType.JPEG);
    }

    @Test
    void nothingIsEmpty() {
        assertThat(fault()).isEqualTo(FileRejectionReason.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GIF89a..............", "PK\3\4 a word document", "hello", "<svg/>", "\0\0\0\24ftypheic...."})
    void everythingElseIsOfTheWrongType(String content) {
        assertThat(fault(SampleFiles.ascii(content))).isEqualTo(FileRejectionReason.TYPE);
    }

    @Test
    void fiveMegabytesAreTakenAndNotAByteMore() throws FileRejectedException {
        byte[] most = Arrays.copyOf(SampleFiles.jpeg(), DocumentType.MAX_FILE_BYTES);
        assertThat(FileTypeDetector.detectType(most)).isEqualTo(DocumentType.JPEG);
        assertThat(fault(Arrays.copyOf(most, DocumentType.MAX_FILE_BYTES + 1))).isEqualTo(FileRejectionReason.TOO_BIG);
    }

    @Test
    void halfAFileIsUnreadable() {
        assertThat(fault(SampleFiles.firstHalf(SampleFiles.jpeg()))).isEqualTo(FileRejectionReason.UNREADABLE);
        assertThat(fault(SampleFiles.firstHalf(SampleFiles.png()))).isEqualTo(FileRejectionReason.UNREADABLE);
        assertThat(fault(SampleFiles.firstHalf(SampleFiles.pdf()))).isEqualTo(FileRejectionReason.UNREADABLE);
    }

    @Test
    void aPdfThatAsksForAPasswordIsLocked() {
        assertThat(fault(SampleFiles.lockedPdf())).isEqualTo(FileRejectionReason.LOCKED);
        assertThat(fault(SampleFiles.pdf("/Encrypt<</Filter/Standard>>"))).isEqualTo(FileRejectionReason.LOCKED);
    }

    @Test
    void aSmallFileThatWouldFillTheMemoryIsRefusedUnopened() {
        byte[] bomb = SampleFiles.png();
        Arrays.fill(bomb, 16, 24, (byte) 0x7f);
        assertThat(fault(bomb)).isEqualTo(FileRejectionReason.TOO_MANY_PIXELS);
    }

    /// A progressive picture is in memory completely while it is read.
    @Test
    void aLargeProgressivePictureIsRefusedUnopened() throws FileRejectedException {
        byte[] picture = SampleFiles.jpeg();
        int frame = new ByteArrayReader(picture).indexOf(new byte[] {(byte) 0xff, (byte) 0xc0}, 0, picture.length);
        System.arraycopy(new byte[] {0x1b, 0x58, 0x1b, 0x58}, 0, picture, frame + 5, 4); // 7,000 by 7,000
        assertThat(FileTypeDetector.detectType(picture)).isEqualTo(DocumentType.JPEG);
        picture[frame + 1] = (byte) 0xc2;
        assertThat(fault(picture)).isEqualTo(FileRejectionReason.TOO_MANY_PIXELS);
    }

    @Test
    void everyChangedFileIsJudgedWithoutAnotherEffect() {
        Random random = new Random(7);
        for (byte[] file : new byte[][] {SampleFiles.jpeg(), SampleFiles.png(), SampleFiles.pdf()}) {
            for (int i = 0; i < 3_000; i++) {
                byte[] changed = Arrays.copyOf(file, 1 + random.nextInt(file.length));
                for (int j = random.nextInt(8); j > 0; j--) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                }
                try {
                    assertThat(FileTypeDetector.detectType(changed)).isNotNull();
                } catch (FileRejectedException unfit) {
                    assertThat(unfit.rejectionReason()).isNotNull();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream\n", "stream\nendstream", "/Encrypt ", "endstream", "/Encrypt 1"})
    void noFileTakesLongToJudge(String again) {
        String body =
                "%PDF-1 obj\n" + again.repeat((DocumentType.MAX_FILE_BYTES - 100) / again.length()) + "startxref %%EOF";
        Assertions.assertTimeout(Duration.ofSeconds(10), () -> {
            try {
                FileTypeDetector.detectType(SampleFiles.ascii(body));
            } catch (FileRejectedException unfit) {
                assertThat(unfit.rejectionReason()).isEqualTo(FileRejectionReason.LOCKED);
            }
        });
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static FileRejectionReason fault(byte... file) {
        return catchThrowableOfType(FileRejectedException.class, () -> FileTypeDetector.detectType(file))
                .rejectionReason();
    }
}

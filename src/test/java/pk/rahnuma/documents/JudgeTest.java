package pk.rahnuma.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeTest {

    @Test
    void picturesAndPdfsAreKnownByTheirContent() throws Unfit {
        assertThat(Judge.of(Files.jpeg())).isEqualTo(Kind.JPEG);
        assertThat(Judge.of(Files.png())).isEqualTo(Kind.PNG);
        assertThat(Judge.of(Files.pdf())).isEqualTo(Kind.PDF);
    }

    @Test
    void aScannersLinesBeforeThePdfAreNoFault() throws Unfit {
        assertThat(Judge.of(joined(Files.ascii("scanned by X\n"), Files.pdf()))).isEqualTo(Kind.PDF);
    }

    @Test
    void whatAPhonePutsBehindThePictureIsNoFault() throws Unfit {
        assertThat(Judge.of(joined(Files.jpeg(), new byte[500]))).isEqualTo(Kind.JPEG);
    }

    @Test
    void nothingIsEmpty() {
        assertThat(fault()).isEqualTo(Fault.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GIF89a..............", "PK\3\4 a word document", "hello", "<svg/>", "\0\0\0\24ftypheic...."})
    void everythingElseIsOfTheWrongType(String content) {
        assertThat(fault(Files.ascii(content))).isEqualTo(Fault.TYPE);
    }

    @Test
    void fiveMegabytesAreTakenAndNotAByteMore() throws Unfit {
        byte[] most = Arrays.copyOf(Files.jpeg(), Judge.MOST);
        assertThat(Judge.of(most)).isEqualTo(Kind.JPEG);
        assertThat(fault(Arrays.copyOf(most, Judge.MOST + 1))).isEqualTo(Fault.TOO_BIG);
    }

    @Test
    void halfAFileIsUnreadable() {
        assertThat(fault(Files.cut(Files.jpeg()))).isEqualTo(Fault.UNREADABLE);
        assertThat(fault(Files.cut(Files.png()))).isEqualTo(Fault.UNREADABLE);
        assertThat(fault(Files.cut(Files.pdf()))).isEqualTo(Fault.UNREADABLE);
    }

    @Test
    void aPdfThatAsksForAPasswordIsLocked() {
        assertThat(fault(Files.lockedPdf())).isEqualTo(Fault.LOCKED);
        assertThat(fault(Files.pdf("/Encrypt<</Filter/Standard>>"))).isEqualTo(Fault.LOCKED);
    }

    @Test
    void aSmallFileThatWouldFillTheMemoryIsRefusedUnopened() {
        byte[] bomb = Files.png();
        Arrays.fill(bomb, 16, 24, (byte) 0x7f);
        assertThat(fault(bomb)).isEqualTo(Fault.TOO_MANY_PIXELS);
    }

    /// A progressive one is in memory as a whole while it is read.
    @Test
    void aLargeProgressivePictureIsRefusedUnopened() throws Unfit {
        byte[] picture = Files.jpeg();
        int frame = new Bytes(picture).find(new byte[] {(byte) 0xff, (byte) 0xc0}, 0, picture.length);
        System.arraycopy(new byte[] {0x1b, 0x58, 0x1b, 0x58}, 0, picture, frame + 5, 4); // 7,000 by 7,000
        assertThat(Judge.of(picture)).isEqualTo(Kind.JPEG);
        picture[frame + 1] = (byte) 0xc2;
        assertThat(fault(picture)).isEqualTo(Fault.TOO_MANY_PIXELS);
    }

    @Test
    void whateverIsChangedInAFileItIsJudgedAndNothingElseHappens() {
        Random random = new Random(7);
        for (byte[] file : new byte[][] {Files.jpeg(), Files.png(), Files.pdf()}) {
            for (int i = 0; i < 3_000; i++) {
                byte[] changed = Arrays.copyOf(file, 1 + random.nextInt(file.length));
                for (int j = random.nextInt(8); j > 0; j--) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                }
                try {
                    assertThat(Judge.of(changed)).isNotNull();
                } catch (Unfit unfit) {
                    assertThat(unfit.fault()).isNotNull();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream\n", "stream\nendstream", "/Encrypt ", "endstream", "/Encrypt 1"})
    void noFileTakesLongToJudge(String again) {
        String body = "%PDF-1 obj\n" + again.repeat((Judge.MOST - 100) / again.length()) + "startxref %%EOF";
        Assertions.assertTimeout(Duration.ofSeconds(10), () -> {
            try {
                Judge.of(Files.ascii(body));
            } catch (Unfit unfit) {
                assertThat(unfit.fault()).isEqualTo(Fault.LOCKED);
            }
        });
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static Fault fault(byte... file) {
        return catchThrowableOfType(Unfit.class, () -> Judge.of(file)).fault();
    }
}

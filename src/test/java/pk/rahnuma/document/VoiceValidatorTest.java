package pk.rahnuma.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.messaging.FileRejectedException;

class VoiceValidatorTest {

    private static final byte[] VOICE = SampleFiles.voice();

    @Test
    void aVoiceMessageIsDetected() throws FileRejectedException {
        assertThat(FileTypeDetector.detectType(VOICE)).isEqualTo(DocumentType.OGG);
    }

    /// A file that is cut off anywhere is unfit; nothing else happens.
    @ParameterizedTest
    @ValueSource(ints = {4, 26, 27, 28, 40, 60, 100, 280})
    void aVoiceMessageThatIsCutIsRefused(int length) {
        byte[] cut = Arrays.copyOf(VOICE, length);
        assertThatThrownBy(() -> FileTypeDetector.detectType(cut)).isInstanceOf(FileRejectedException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 14, 26, 27, 28, 47, 52})
    void aVoiceMessageWithAChangedPageIsRefused(int place) {
        byte[] changed = VOICE.clone();
        changed[place] ^= 0x42;
        assertThatThrownBy(() -> FileTypeDetector.detectType(changed)).isInstanceOf(FileRejectedException.class);
    }

    @Test
    void otherSoundInOggIsRefused() {
        byte[] vorbis = VOICE.clone();
        System.arraycopy(SampleFiles.ascii("\1vorbis!"), 0, vorbis, 28, 8);
        assertThatThrownBy(() -> FileTypeDetector.detectType(vorbis)).isInstanceOf(FileRejectedException.class);
    }
}

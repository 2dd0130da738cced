package pk.rahnuma.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaddedKeysTest {

    @Test
    void repeatsTheLastKeyUpToAPowerOfTwo() {
        assertThat(PaddedKeys.padKeys(List.of(7L))).containsExactly(7L);
        assertThat(PaddedKeys.padKeys(List.of(1L, 2L, 3L))).containsExactly(1L, 2L, 3L, 3L);
        assertThat(PaddedKeys.padKeys(Collections.nCopies(256, 1L))).hasSize(256);
        assertThatThrownBy(() -> PaddedKeys.padKeys(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thereAreTwoPairsAtLeast() {
        assertThat(PaddedKeys.padPairs(List.of("a"))).containsExactly("a", "a");
        assertThat(PaddedKeys.pairPlaceholders(2)).isEqualTo("(?, ?), (?, ?)");
    }
}

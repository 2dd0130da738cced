package pk.rahnuma.console.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInControllerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/desk",
                "//example.com/desk",
                "/\\example.com",
                "/desk@example.com",
                "/desk.example.com",
                "/desk/\r\nLocation: https://example.com",
                "/en",
                "javascript:alert(1)",
                ""
            })
    void leadsToNoOtherSite(String next) {
        assertThat(SignInController.toConsolePath(next)).isEqualTo("/desk");
    }

    @Test
    void leadsToTheRequestedPageOfTheConsole() {
        assertThat(SignInController.toConsolePath("/desk/applications?show=ended&page=2"))
                .isEqualTo("/desk/applications?show=ended&page=2");
        assertThat(SignInController.toConsolePath(null)).isEqualTo("/desk");
    }
}

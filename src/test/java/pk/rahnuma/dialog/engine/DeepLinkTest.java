package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeepLinkTest {

    @Test
    void aStartParameterThatTelegramAllowsIsALink() {
        assertThat(DeepLink.parseText("/start join-a_B-9")).contains(new DeepLink("join", "a_B-9"));
        assertThat(DeepLink.parseText("/start join-" + "x".repeat(59))).isPresent();
        assertThat(new DeepLink("join", "a_B-9").toText()).isEqualTo("/start join-a_B-9");
    }

    @Test
    void oneCopiedOutOfUrduIsReadWithoutItsInvisibleMarks() {
        assertThat(DeepLink.parseText("\u2068/start join-a_B-9\u2069")).contains(new DeepLink("join", "a_B-9"));
    }

    @Test
    void theAddressOfALinkIsTheLink() {
        assertThat(DeepLink.parseText("https://t.me/RahnumaBot?start=ask-fee")).contains(new DeepLink("ask", "fee"));
        assertThat(DeepLink.parseText("t.me/RahnumaBot?start=ask-fee")).contains(new DeepLink("ask", "fee"));
        assertThat(DeepLink.parseText("https://t.me/RahnumaBot?start=ask-fee ok"))
                .isEmpty();
    }

    @Test
    void aWordBehindStartIsOneToo() {
        assertThat(DeepLink.findStartWord("/start register")).contains("register");
        assertThat(DeepLink.findStartWord("\u2068/start rm\u2069")).contains("rm");
        for (String other : new String[] {"/start", "/start a b", "start register", "/start " + "x".repeat(65)}) {
            assertThat(DeepLink.findStartWord(other)).as(other).isEmpty();
        }
    }

    @Test
    void allElseIsNone() {
        for (String other : new String[] {
            "/start",
            "/start join",
            "/start join-",
            "/start Join-x",
            "/start join-a b",
            "/start join-ä",
            "start join-x",
            "/start join-" + "x".repeat(60)
        }) {
            assertThat(DeepLink.parseText(other)).as(other).isEmpty();
        }
    }
}

package pk.rahnuma.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinkTest {

    @Test
    void whatTelegramAllowsBehindStartIsALink() {
        assertThat(Link.read("/start join-a_B-9")).contains(new Link("join", "a_B-9"));
        assertThat(Link.read("/start join-" + "x".repeat(59))).isPresent();
        assertThat(new Link("join", "a_B-9").text()).isEqualTo("/start join-a_B-9");
    }

    @Test
    void oneCopiedOutOfUrduIsReadWithoutItsInvisibleMarks() {
        assertThat(Link.read("\u2068/start join-a_B-9\u2069")).contains(new Link("join", "a_B-9"));
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
            assertThat(Link.read(other)).as(other).isEmpty();
        }
    }
}

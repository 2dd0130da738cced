package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChatPageDeepLinkProviderTest {

    @Test
    void theAddressOfTheDeskIsTheOperatorsToSay() {
        assertThat(link(Map.of("rahnuma.url", "https://desk.example.pk/")))
                .contains("https://desk.example.pk/chat?join=a1");
        assertThat(link(Map.of("rahnuma.telegram.webhook.url", "https://hook.example.pk")))
                .contains("https://hook.example.pk/chat?join=a1");
        assertThat(link(Map.of(
                        "rahnuma.url",
                        "http://desk.example.pk:8080",
                        "rahnuma.telegram.webhook.url",
                        "https://hook.example.pk")))
                .contains("http://desk.example.pk:8080/chat?join=a1");
        assertThat(link(Map.of())).isEmpty();
    }

    private static Optional<String> link(Map<String, Object> properties) {
        try (ApplicationContext context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .properties(properties)
                .properties(Map.of("datasources.default.enabled", false))
                .start()) {
            return context.getBean(ChatPageDeepLinkProvider.class).createLink("join", "a1");
        }
    }
}

package pk.rahnuma.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.desk.DeskException;

class EntityTagsTest {

    private static final String TAG = EntityTags.of("draft", 3);

    private static HttpRequest<?> request(String header, String value) {
        return HttpRequest.GET("/").header(header, value);
    }

    @Test
    void aTagDependsOnEachPart() {
        assertThat(TAG).isEqualTo(EntityTags.of("draft", 3)).matches("\"[A-Za-z0-9_-]{22}\"");
        assertThat(EntityTags.of("draft", 4)).isNotEqualTo(TAG);
        assertThat(EntityTags.of("draf", "t3")).isNotEqualTo(EntityTags.of("draft", "3"));
        assertThat(EntityTags.of((Object) null)).isNotEqualTo(EntityTags.of());
    }

    @Test
    void aChangeOfTheStateThatTheClientHasSeenPasses() {
        assertThatCode(() -> {
                    EntityTags.requireMatch(HttpRequest.GET("/"), () -> TAG);
                    EntityTags.requireMatch(request("If-Match", TAG), () -> TAG);
                    EntityTags.requireMatch(request("If-Match", "\"x\" , " + TAG), () -> TAG);
                    EntityTags.requireMatch(request("If-Match", "*"), () -> TAG);
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "x", "\"\"", "W/"})
    void aChangeOfAnotherStateIsRefused(String tag) {
        assertThatThrownBy(() ->
                        EntityTags.requireMatch(request("If-Match", tag.equals("W/") ? tag + TAG : tag), () -> TAG))
                .isInstanceOfSatisfying(
                        DeskException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(DeskException.Kind.PRECONDITION_FAILED));
    }

    @Test
    void aKnownStateIsNotSentAgain() {
        MutableHttpResponse<String> full = HttpResponse.ok("body").header("Cache-Control", "no-store");
        assertThat(EntityTags.tagResponse(request("If-None-Match", "\"x\""), TAG, full)
                        .code())
                .isEqualTo(200);
        MutableHttpResponse<String> unchanged = EntityTags.tagResponse(request("If-None-Match", "W/" + TAG), TAG, full);
        assertThat(unchanged.code()).isEqualTo(304);
        assertThat(unchanged.body()).isNull();
        assertThat(unchanged.getHeaders().get("ETag")).isEqualTo(TAG);
        assertThat(unchanged.getHeaders().get("Cache-Control")).isEqualTo("no-store");
    }
}

package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.TestServer;

/// The check whether one has to register, as pages.
class EligibilityPageControllerTest {

    private static final TestServer server = TestServer.onH2().shareServer();

    private static final Pattern OPTION =
            Pattern.compile("type=\"radio\" name=\"(?<name>\\w+)\" value=\"(?<value>\\w+)\"");
    private static final Pattern HIDDEN =
            Pattern.compile("type=\"hidden\" name=\"(?<name>\\w+)\" value=\"(?<value>\\w+)\"");

    private final PageVisitor visitor = new PageVisitor(server);

    private String show(String language, String query) {
        HttpResponse<String> page = visitor.get("/" + language + "/check" + query);
        assertThat(page.statusCode()).isEqualTo(200);
        return page.body();
    }

    private static List<String> find(Pattern pattern, String page) {
        return pattern.matcher(page)
                .results()
                .map(EligibilityPageControllerTest::toPair)
                .toList();
    }

    private static String toPair(MatchResult field) {
        return field.group("name") + "=" + field.group("value");
    }

    @Test
    void eachQuestionKeepsTheAnswersBeforeItAndNoCookieIsSet() {
        assertThat(find(OPTION, show("en", "")))
                .containsExactly("situation=work", "situation=abroad", "situation=personal");
        String second = show("en", "?situation=work");
        assertThat(find(OPTION, second)).contains("need=alone", "need=organisation");
        assertThat(find(HIDDEN, second)).containsExactly("situation=work", "asked=need");
        assertThat(second).contains("<a href=\"/en/check\">Back</a>");
        assertThat(visitor.get("/en/check?situation=work").headers().firstValue("Set-Cookie"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "situation=personal, There is no category for personal use, /chat?lang=en",
        "situation=work&need=voip, a call centre needs IP whitelisting, /en/apply/register-company",
        "situation=work&need=alone&which=commercial&product=crest, users of a licensed provider need no separate registration, /chat?lang=en",
        "situation=work&need=alone&which=employer&line=static, 'Yes, register: it is free', /en/apply/register-individual",
        "situation=work&need=alone&which=unsure&line=changing, cannot be registered as it is, /en/apply/register-individual"
    })
    void theResultSaysWhatToDoAndLeadsThere(String query, String text, String first) {
        String result = show("en", "?" + query);
        assertThat(result)
                .contains(
                        text,
                        "What you answered",
                        "<li><a class=\"" + (first.startsWith("/en") ? "button" : "second") + "\" href=\"" + first
                                + "\"");
        assertThat(find(OPTION, result)).isEmpty();
    }

    @Test
    void anAnswerIsChangedFromTheResult() {
        assertThat(show("ur", "?situation=work&need=voip"))
                .contains("href=\"/ur/check\">بدلیے", "href=\"/ur/check?situation=work\">بدلیے");
    }

    @ParameterizedTest
    @CsvSource({"?asked=situation", "?situation=nonsense&asked=situation", "?situation=%3Cscript%3E&asked=situation"})
    void aQuestionWithoutAnAnswerIsAskedAgainAndSaysSoAtItsPlace(String query) {
        HttpResponse<String> page = visitor.get("/en/check" + query);
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body())
                .contains(
                        "<title>Please check this: ",
                        "id=\"problem\"",
                        "<p class=\"error\" id=\"error\">",
                        "aria-describedby=\"error help\"")
                .doesNotContain("<script>");
        assertThat(find(OPTION, page.body())).contains("situation=work");
    }

    @Test
    void aParameterThatIsNoAnswerIsLeftOut() {
        assertThat(find(HIDDEN, show("en", "?situation=work&utm_source=mail")))
                .containsExactly("situation=work", "asked=need");
    }
}

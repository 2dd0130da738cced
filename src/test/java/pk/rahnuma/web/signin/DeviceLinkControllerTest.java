package pk.rahnuma.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.http.QrCode;
import pk.rahnuma.web.PageVisitor;

/// A form that is carried to another device by a link, over HTTP.
class DeviceLinkControllerTest {

    private static final String FORM = "/en/apply/register-individual";
    private static final Pattern LINK = Pattern.compile("https://desk\\.example\\.pk(/en/continue/[A-Za-z0-9_-]{43})");

    private static TestServer server;

    @BeforeAll
    static void startServer() {
        server = TestServer.onH2()
                .withVariable("RAHNUMA_URL", "https://desk.example.pk")
                .startServer();
    }

    private static final String COOKIE = "__Host-rahnuma";

    /// Visitor who has answered the first two questions.
    private static PageVisitor beginForm() {
        PageVisitor visitor = new PageVisitor(server);
        visitor.answer(visitor.answer(visitor.post(FORM, Map.of()), "yes"), "freelancer");
        return visitor;
    }

    /// Makes a link. Returns its path.
    private static String makeLink(PageVisitor visitor) {
        HttpResponse<String> page = visitor.post("/en/continue", Map.of());
        Matcher link = LINK.matcher(page.body());
        assertThat(link.find()).isTrue();
        assertThat(page.body()).contains(QrCode.toSvg(link.group()));
        return link.group(1);
    }

    @Test
    void theFormGoesOnOnBothDevices() {
        PageVisitor phone = beginForm();
        assertThat(phone.get(FORM).body()).contains("href=\"/en/continue\"");
        assertThat(phone.get("/en/continue").body()).contains("Make the link").doesNotContain("<svg");
        String link = makeLink(phone);
        PageVisitor laptop = new PageVisitor(server);
        assertThat(laptop.get(link).body())
                .contains("Open the form here")
                .doesNotContain("This browser already has a chat");
        assertThat(laptop.get(link).statusCode()).as("looking uses nothing up").isEqualTo(200);
        HttpResponse<String> question = laptop.post(link, Map.of());
        assertThat(question.uri().getPath()).isEqualTo(FORM + "/full_name");
        laptop.answer(question, "Ayesha Khan");
        HttpResponse<String> next = phone.get(FORM);
        assertThat(next.uri().getPath()).isEqualTo(FORM + "/id_number");
        phone.answer(next, "35202-1234567-2");
        assertThat(laptop.get(FORM).uri().getPath()).isEqualTo(FORM + "/mobile");
    }

    @Test
    void aLinkThatIsUsedExpiredOrInventedOpensNothingAndTellsNothing() {
        PageVisitor phone = beginForm();
        String used = makeLink(phone);
        new PageVisitor(server).post(used, Map.of());
        String expired = makeLink(phone);
        server.sql()
                .execute(
                        "update one_time_code set expires_at = ?",
                        server.getBean(Clock.class)
                                .instant()
                                .atOffset(ZoneOffset.UTC)
                                .toLocalDateTime());
        PageVisitor stranger = new PageVisitor(server);
        String invented = "/en/continue/AAAAAAAAAAAAAAAAAAAAAA";
        HttpResponse<String> gone = stranger.get(invented);
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(gone.body()).contains("This link does not work any more", "make a new one");
        for (String link : new String[] {used, expired, invented, "/en/continue/%00", "/en/continue/x"}) {
            assertThat(stranger.get(link).body()).as(link).isEqualTo(gone.body());
            HttpResponse<String> post = stranger.post(link, Map.of());
            assertThat(post.statusCode()).isEqualTo(404);
            assertThat(post.body()).as(link).isEqualTo(gone.body());
            assertThat(post.headers().allValues("Set-Cookie")).isEmpty();
        }
        assertThat(stranger.get(FORM).body()).contains("Have ready");
    }

    @Test
    void aBrowserWithAnotherFormSaysThatItIsReplaced() {
        String link = makeLink(beginForm());
        PageVisitor other = new PageVisitor(server);
        other.post(FORM, Map.of());
        assertThat(other.get(link).body()).contains("This browser already has a chat or form here");
        assertThat(other.post(link, Map.of()).uri().getPath()).isEqualTo(FORM + "/full_name");
    }

    /// The link may be that of somebody else.
    @Test
    void bothPersonsHearInTheirChatsThatALinkOpenedOneInABrowser() {
        PageVisitor maker = beginForm();
        String link = makeLink(maker);
        PageVisitor visitor = new PageVisitor(server);
        visitor.post(FORM, Map.of());
        String left = visitor.cookie(COOKIE);
        visitor.post(link, Map.of());
        assertThat(textsOf(maker.cookie(COOKIE))).anyMatch(text -> text.contains("was opened on another device"));
        assertThat(textsOf(left)).anyMatch(text -> text.contains("another chat was opened by a link"));
    }

    private static List<String> textsOf(String token) {
        return ApiClient.asApp(server.address(), token).readMessages("").texts();
    }

    @Test
    void onlyABrowserWithAChatMakesLinksAndOnlyOnThisSite() {
        PageVisitor stranger = new PageVisitor(server);
        assertThat(stranger.get("/en/continue").statusCode()).isEqualTo(401);
        assertThat(stranger.post("/en/continue", Map.of()).statusCode()).isEqualTo(401);
        PageVisitor phone = beginForm();
        assertThat(phone.post("/en/continue", Map.of(), "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        String link = makeLink(phone);
        assertThat(stranger.post(link, Map.of(), "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(403);
        assertThat(stranger.get(link).statusCode()).as("not used").isEqualTo(200);
    }

    @Test
    void withoutAPublicAddressNoLinkIsOffered() {
        try (TestServer desk = TestServer.onH2().shareServer()) {
            PageVisitor visitor = new PageVisitor(desk);
            assertThat(visitor.post(FORM, Map.of()).body()).doesNotContain("/en/continue");
            assertThat(visitor.get("/en/continue").statusCode()).isEqualTo(422);
        }
    }
}

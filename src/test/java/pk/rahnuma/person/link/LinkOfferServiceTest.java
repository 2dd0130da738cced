package pk.rahnuma.person.link;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.person.link.LinkFixture.NOW;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatTokenService;

/// Links in the chat, step by step.
@OnEachDatabase(always = true)
class LinkOfferServiceTest {

    private static final Duration TTL = LinkOfferService.OFFER_TTL;

    private final LinkFixture fixture;
    private final LinkOfferService service;
    private final long from;
    private final long to;

    LinkOfferServiceTest(TestDatabase database) {
        this.fixture = new LinkFixture(database);
        this.service = fixture.bean(LinkOfferService.class);
        this.from = fixture.createPerson();
        this.to = fixture.createPerson();
    }

    private boolean enter(String code, long person, Instant at) {
        return fixture.inTransaction(() -> service.enterCode(code, person, at));
    }

    private void runJob(Instant at) {
        fixture.bean(PersonLinkJob.class).processAll(at);
    }

    @Test
    void bothAgreeAndTheJobLinksThem() {
        String code = service.createCode(from, NOW);
        assertThat(code).matches("[0-9]{3} [0-9]{3} [0-9]{3}");
        assertThat(service.findCode(code, NOW)).contains(new LinkOfferService.CodeOwner(from, "telegram"));
        assertThat(service.findEntered(from, NOW)).isEmpty();
        assertThat(service.answerOffer(from, true, NOW))
                .as("before the code was entered")
                .isFalse();
        assertThat(enter(code, to, NOW)).isTrue();
        assertThat(service.findEntered(from, NOW)).contains("telegram");
        runJob(NOW);
        runJob(NOW);
        assertThat(fixture.sentTo(from))
                .as("asked once")
                .singleElement()
                .asString()
                .contains("was entered in another chat");
        assertThat(fixture.sentTo(to)).isEmpty();
        assertThat(fixture.areLinked(from, to)).isFalse();
        assertThat(service.answerOffer(from, true, NOW)).isTrue();
        runJob(NOW);
        runJob(NOW);
        assertThat(fixture.areLinked(from, to)).isTrue();
        assertThat(fixture.sentTo(to)).singleElement().asString().contains("is connected with this one now");
    }

    @Test
    void aCodeIsGoodOnceForTenMinutesAndForAnotherChat() {
        String code = service.createCode(from, NOW);
        assertThat(service.findCode(code, NOW.plus(TTL))).isEmpty();
        assertThat(enter(code, to, NOW.plus(TTL))).isFalse();
        assertThat(enter(code, from, NOW)).as("the chat that shows it").isFalse();
        assertThat(enter("000 000 000", to, NOW)).isFalse();
        assertThat(enter(code, to, NOW.plus(TTL.minusSeconds(1)))).isTrue();
        assertThat(enter(code, fixture.createPerson(), NOW)).as("used").isFalse();
        assertThat(service.findCode(code, NOW)).isEmpty();
    }

    @Test
    void aNewCodeEndsTheOneBeforeAndWhatWasEnteredByIt() {
        String first = service.createCode(from, NOW);
        assertThat(enter(first, to, NOW)).isTrue();
        String second = service.createCode(from, NOW);
        assertThat(service.findEntered(from, NOW)).isEmpty();
        assertThat(enter(first, to, NOW)).isFalse();
        assertThat(enter(second, to, NOW)).isTrue();
    }

    @Test
    void aNoAndALateYesChangeNothing() {
        enter(service.createCode(from, NOW), to, NOW);
        assertThat(service.answerOffer(from, false, NOW)).isTrue();
        assertThat(service.answerOffer(from, true, NOW)).isFalse();
        enter(service.createCode(from, NOW), to, NOW);
        assertThat(service.answerOffer(from, true, NOW.plus(TTL))).isFalse();
        runJob(NOW);
        assertThat(fixture.areLinked(from, to)).isFalse();
    }

    @Test
    void wrongCodesGetOneAnswerAndMakeThePersonWait() {
        EnterLinkCodeAction action = fixture.bean(EnterLinkCodeAction.class);
        String used = service.createCode(from, NOW);
        enter(used, fixture.createPerson(), NOW);
        String expired = service.createCode(fixture.createPerson(), NOW.minus(TTL));
        EnterLinkCodeAction.Out unknown = tryCode(action, "123 456 789");
        assertThat(unknown).isEqualTo(new EnterLinkCodeAction.Out(false, "not_found", 0, ""));
        assertThat(tryCode(action, used)).isEqualTo(unknown);
        assertThat(tryCode(action, expired)).isEqualTo(unknown);
        for (int i = 0; i < 2; i++) {
            tryCode(action, "987 654 321");
        }
        String right = service.createCode(from, NOW);
        assertThat(tryCode(action, right).problem()).isEqualTo("wait");
    }

    private EnterLinkCodeAction.Out tryCode(EnterLinkCodeAction action, String code) {
        return fixture.inTransaction(() -> action.executeAll(java.util.List.of(new Action.Request<>(
                        to, "s", "connect", "flow", false, "en", NOW, new EnterLinkCodeAction.In(code))))
                .getFirst());
    }

    private void connectByCode(long shower, long enterer) {
        enter(service.createCode(shower, NOW), enterer, NOW);
        assertThat(service.answerOffer(shower, true, NOW)).isTrue();
        runJob(NOW);
    }

    @Test
    void aPageThatShowsACodeHandsItsFormOverAndItsTokenEnds() {
        Chat page = fixture.createChat(Channel.WEB);
        byte[] token = {2, (byte) to, (byte) (to >> 8), (byte) (to >> 16), (byte) (to >> 24)};
        fixture.bean(ChatTokenService.class).addToken(page, token, "Firefox", NOW);
        connectByCode(page.conversation(), to);
        assertThat(fixture.count("conversation", "id", page.conversation())).isZero();
        assertThat(fixture.bean(ChatTokenService.class).findChat(token)).isEmpty();
        assertThat(fixture.bean(PersonLinkService.class).countLinks(to)).isZero();
        assertThat(fixture.sentTo(to)).anyMatch(text -> text.contains("belongs to this chat now"));
    }

    @Test
    void aChatThatEntersACodeAndOneThatIsSignedInAreLinkedAndSeeNoMessages() {
        long visitor = fixture.createVisitor();
        connectByCode(to, visitor);
        assertThat(fixture.areLinked(visitor, to)).isTrue();
        long signedIn = fixture.createVisitor();
        fixture.addAddress(signedIn);
        connectByCode(signedIn, to);
        assertThat(fixture.areLinked(signedIn, to)).isTrue();
    }

    @Test
    void aBusyChatIsTriedAgainUntilItsTimeIsOver() {
        long visitor = fixture.createVisitor();
        enter(service.createCode(visitor, NOW), to, NOW);
        runJob(NOW);
        service.answerOffer(visitor, true, NOW);
        runJob(NOW);
        assertThat(fixture.count("conversation", "id", visitor))
                .as("its question is unsent")
                .isOne();
        runJob(NOW.plus(TTL));
        assertThat(fixture.sentTo(to)).anyMatch(text -> text.contains("Your two chats were not connected"));
        fixture.deliverAll();
        runJob(NOW.plus(TTL));
        assertThat(fixture.count("conversation", "id", visitor)).isOne();
    }
}

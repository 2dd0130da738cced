package pk.rahnuma.registration.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.answers;
import static pk.rahnuma.registration.DomainFixture.createRequest;
import static pk.rahnuma.registration.DomainFixture.execute;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.vault.SubjectEncryptionService;

@OnEachDatabase
class ListApplicationDocumentsActionTest {

    private final DomainFixture fixture;
    private final ListApplicationDocumentsAction action;
    private final long ayesha;
    private final long bilal;

    ListApplicationDocumentsActionTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.action = new ListApplicationDocumentsAction(
                fixture.overviewFixture.own, fixture.access, fixture.contents, fixture.recordFixture.documentService);
        this.ayesha = fixture.createPerson("en");
        this.bilal = fixture.createPerson("en");
    }

    private Document kept(long person, String name) throws Exception {
        return fixture.documents.saveDocument(
                SubjectEncryptionService.newId(), person, name, SampleFiles.jpeg(), MONDAY);
    }

    private Reference sent(long person, String address, Consumer<Map<String, Object>> more) {
        Map<String, Object> answers = answers(address);
        more.accept(answers);
        return fixture.submitApplication(person, answers, MONDAY);
    }

    private ListApplicationDocumentsAction.Out of(long person, String reference, String which) {
        return execute(action, person, new ListApplicationDocumentsAction.In(reference, which), MONDAY);
    }

    @Test
    void theFilesOfAnApplicationAreListedInTheOrderOfTheFormAndChosenByName() throws Exception {
        Document front = kept(ayesha, "front.jpg");
        Document letter = kept(ayesha, "letter.jpg");
        String reference = sent(ayesha, "39.42.1.1", answers -> {
                    answers.put("id_front", Long.toString(front.id()));
                    answers.put("proof_file", Long.toString(letter.id()));
                })
                .toGroupedText();
        ListApplicationDocumentsAction.Out all = of(ayesha, reference, "");
        long kilobytes = (SampleFiles.jpeg().length + 1023) / 1024;
        assertThat(all.items())
                .containsExactly(
                        new ListApplicationDocumentsAction.Item(
                                "id_front", Long.toString(front.id()), "front.jpg", kilobytes, MONDAY),
                        new ListApplicationDocumentsAction.Item(
                                "proof_file", Long.toString(letter.id()), "letter.jpg", kilobytes, MONDAY));
        assertThat(all.choices())
                .extracting(ListApplicationDocumentsAction.Choice::name)
                .containsExactly("id_front", "proof_file", "all");
        assertThat(of(ayesha, reference, "all")).isEqualTo(all);
        assertThat(of(ayesha, "", "")).isEqualTo(all);
        ListApplicationDocumentsAction.Out one = of(ayesha, reference, "proof_file");
        assertThat(one.items()).containsExactly(all.items().getLast());
        assertThat(one.choices()).containsExactly(new ListApplicationDocumentsAction.Choice("proof_file"));
        assertThat(of(ayesha, reference, "id_back").items()).isEmpty();
        assertThat(ways(reference)).contains("documents");
    }

    @Test
    void theLargestIdsAreIdsToo() throws Exception {
        Document front =
                fixture.documents.saveDocument(Long.MAX_VALUE, ayesha, "front.jpg", SampleFiles.jpeg(), MONDAY);
        sent(ayesha, "39.42.6.1", answers -> answers.put("id_front", Long.toString(front.id())));
        assertThat(of(ayesha, "", "").items())
                .extracting(ListApplicationDocumentsAction.Item::file)
                .containsExactly("9223372036854775807");
        fixture.storedDocuments.deleteExpired(MONDAY.plusSeconds(1), MONDAY.plusSeconds(1), 100);
        assertThat(fixture.storedDocuments.findPage(ayesha, null, 1_000))
                .as("kept with the application")
                .extracting(Document::id)
                .containsExactly(front.id());
        fixture.documents.deleteDocument(ayesha, front.id());
    }

    @Test
    void foreignDocumentsAreMissingLikeThoseOfAnUnknownApplication() throws Exception {
        Document front = kept(ayesha, "front.jpg");
        String hers = sent(ayesha, "39.42.2.1", answers -> answers.put("id_front", Long.toString(front.id())))
                .toGroupedText();
        sent(bilal, "39.42.2.2", answers -> {});
        assertThat(of(bilal, hers, "").items()).isEmpty();
        assertThat(of(bilal, hers, "id_front")).isEqualTo(of(bilal, "K7MP-4RTX-9X", "id_front"));
        assertThat(of(bilal, "", "").items()).isEmpty();
    }

    @Test
    void aForeignFileNamedByAnAnswerIsNotServed() throws Exception {
        Document hers = kept(ayesha, "front.jpg");
        String his = sent(bilal, "39.42.3.1", answers -> answers.put("id_front", Long.toString(hers.id())))
                .toGroupedText();
        assertThat(of(bilal, his, "").items()).isEmpty();
    }

    @Test
    void deletedFilesAreNotListedAndWithoutFilesThereIsNoMenu() throws Exception {
        Document front = kept(ayesha, "front.jpg");
        String reference = sent(ayesha, "39.42.4.1", answers -> answers.put("id_front", Long.toString(front.id())))
                .toGroupedText();
        fixture.documents.deleteDocument(ayesha, front.id());
        assertThat(of(ayesha, reference, "").items()).isEmpty();
        String without = sent(ayesha, "39.42.4.2", answers -> {}).toGroupedText();
        assertThat(ways(without)).doesNotContain("documents");
    }

    @Test
    void manyAreAnsweredInTheirOrder() throws Exception {
        Document hers = kept(ayesha, "hers.jpg");
        Document his = kept(bilal, "his.jpg");
        String a = sent(ayesha, "39.42.5.1", answers -> answers.put("id_front", Long.toString(hers.id())))
                .toGroupedText();
        String b = sent(bilal, "39.42.5.2", answers -> answers.put("id_front", Long.toString(his.id())))
                .toGroupedText();
        assertThat(action.executeAll(List.of(
                        createRequest(bilal, new ListApplicationDocumentsAction.In("", ""), MONDAY),
                        createRequest(bilal, new ListApplicationDocumentsAction.In(a, ""), MONDAY),
                        createRequest(ayesha, new ListApplicationDocumentsAction.In(a, ""), MONDAY),
                        createRequest(bilal, new ListApplicationDocumentsAction.In(b, "all"), MONDAY))))
                .extracting(out -> out.items().stream()
                        .map(ListApplicationDocumentsAction.Item::title)
                        .toList())
                .containsExactly(List.of("his.jpg"), List.of(), List.of("hers.jpg"), List.of("his.jpg"));
    }

    private List<String> ways(String reference) {
        return execute(fixture.overviewFixture.own, ayesha, new ShowApplicationAction.In(reference), MONDAY)
                .ways()
                .stream()
                .map(ShowApplicationAction.AvailableAction::code)
                .toList();
    }
}

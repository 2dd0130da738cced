package pk.rahnuma.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;

@OnEachDatabase(always = true)
class SubjectEncryptionServiceTest {

    private static final SealedColumn NAME = column("name");
    private static final SealedColumn MOBILE = column("mobile");
    private static final SealedColumn BODY =
            new SealedColumn("message", "body", 20_000, List.of("conversation_id", "seq"), "t.conversation_id");

    private final TestDatabase database;
    private final SubjectEncryptionService vault;
    private final long subject = SubjectEncryptionService.newId();

    SubjectEncryptionServiceTest(TestDatabase database) {
        this.database = database;
        this.vault = database.vault();
        vault.createKeys(subject);
    }

    @Test
    void aSealedValueOpensInAnotherProcess() {
        byte[] sealed = vault.seal(NAME.placeAt(subject, 1), "سارہ Khan");
        assertThat(new String(sealed, StandardCharsets.UTF_8)).doesNotContain("Khan");
        assertThat(vault.openText(NAME.placeAt(subject, 1), sealed)).isEqualTo("سارہ Khan");
        assertThat(vault(database.keyset()).openText(NAME.placeAt(subject, 1), sealed))
                .isEqualTo("سارہ Khan");
    }

    @Test
    void aValueThatDoesNotFitItsColumnIsRefusedBeforeItIsStored() {
        SealedPlace place = BODY.placeAt(subject, subject, 1);
        assertThat(vault.seal(place, new byte[BODY.maxPlainBytes()])).hasSizeLessThanOrEqualTo(BODY.maxBytes());
        assertThatThrownBy(() -> vault.seal(place, new byte[BODY.maxBytes()]))
                .isInstanceOf(SealedPlace.ValueTooLongException.class)
                .hasMessageContaining("message.body");
    }

    @Test
    void theSameTextIsSealedDifferentlyEachTime() {
        assertThat(vault.seal(NAME.placeAt(subject, 1), "Sara"))
                .isNotEqualTo(vault.seal(NAME.placeAt(subject, 1), "Sara"));
    }

    @Test
    void aValueMovedToAnotherFieldOrSubjectDoesNotOpen() {
        long other = SubjectEncryptionService.newId();
        vault.createKeys(other);
        byte[] sealed = vault.seal(NAME.placeAt(subject, 1), "Sara");
        assertThatThrownBy(() -> vault.open(MOBILE.placeAt(subject, 1), sealed))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> vault.open(NAME.placeAt(other, 1), sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aChangedValueDoesNotOpen() {
        byte[] sealed = vault.seal(NAME.placeAt(subject, 1), "Sara");
        sealed[sealed.length / 2] ^= 1;
        assertThatThrownBy(() -> vault.open(NAME.placeAt(subject, 1), sealed))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anErasedSubjectCannotBeReadAndGetsNoNewKey() {
        byte[] sealed = vault.seal(NAME.placeAt(subject, 1), "Sara");
        vault.destroyKey(subject);
        vault.createKeys(subject);
        assertThatThrownBy(() -> vault.open(NAME.placeAt(subject, 1), sealed))
                .isInstanceOf(SubjectErasedException.class);
        assertThatThrownBy(() -> vault.seal(NAME.placeAt(subject, 1), "Sara"))
                .isInstanceOf(SubjectErasedException.class);
        assertThat(vault.openKeys(List.of(subject)).hasKey(subject)).isFalse();
    }

    @Test
    void creatingTwiceKeepsTheFirstKey() {
        byte[] sealed = vault.seal(NAME.placeAt(subject, 1), "Sara");
        SubjectEncryptionService another = vault(database.keyset());
        another.createKeys(List.of(subject, SubjectEncryptionService.newId()));
        assertThat(another.openText(NAME.placeAt(subject, 1), sealed)).isEqualTo("Sara");
    }

    @Test
    void hashesDependOnPurposeValueAndKeyset() {
        assertThat(vault.keyedHash("mobile", "0300"))
                .hasSize(32)
                .isEqualTo(vault(database.keyset()).keyedHash("mobile", "0300"));
        assertThat(vault.keyedHash("mobile", "0300"))
                .isNotEqualTo(vault.keyedHash("mobile", "0301"))
                .isNotEqualTo(vault.keyedHash("cnic", "0300"))
                .isNotEqualTo(vault(MasterKeyset.generateNew()).keyedHash("mobile", "0300"));
    }

    @Test
    void anotherKeysetIsFoundOutBeforeWorkStarts() {
        vault.checkKeyset();
        assertThatCode(vault(database.keyset())::checkKeyset).doesNotThrowAnyException();
        SubjectEncryptionService wrong = vault(MasterKeyset.generateNew());
        assertThatThrownBy(wrong::checkKeyset).isInstanceOf(WrongKeysetException.class);
    }

    @Test
    void aKeysetHalfOfWhichIsAnotherIsFoundOutToo() {
        vault.checkKeyset();
        String mixed = part(database.keyset().toJson(), 0)
                + part(MasterKeyset.generateNew().toJson(), 1);
        SubjectEncryptionService wrong = vault(MasterKeyset.parseJson(mixed));
        assertThatThrownBy(wrong::checkKeyset).isInstanceOf(WrongKeysetException.class);
    }

    @Test
    void aKeysetIsTheSameAfterWritingAndReading() {
        SubjectEncryptionService again =
                vault(MasterKeyset.parseJson(database.keyset().toJson()));
        byte[] sealed = vault.seal(NAME.placeAt(subject, 1), "Sara");
        assertThat(again.openText(NAME.placeAt(subject, 1), sealed)).isEqualTo("Sara");
        assertThatThrownBy(() -> MasterKeyset.parseJson("{}")).hasMessage("not a keyset");
        assertThatThrownBy(() -> MasterKeyset.parseJson("secret")).hasMessage("not a keyset");
    }

    @Test
    void newIdsArePositive() {
        assertThat(SubjectEncryptionService.newId()).isPositive().isNotEqualTo(SubjectEncryptionService.newId());
    }

    private static String part(String json, int half) {
        int middle = json.indexOf(",\"hash\":");
        return half == 0 ? json.substring(0, middle) : json.substring(middle);
    }

    private static SealedColumn column(String name) {
        return new SealedColumn("person", name, 600, List.of("id"), "t.id");
    }

    /// A vault as another process would have it.
    private SubjectEncryptionService vault(MasterKeyset keyset) {
        return new SubjectEncryptionService(
                database.transactions(), database.getBean(SubjectKeyRepository.class), keyset);
    }

    @Test
    void aValueThatIsMovedToAnotherRowColumnOrTableOfTheSamePersonDoesNotOpen() {
        long person = SubjectEncryptionService.newId();
        vault.createKeys(person);
        byte[] sealed = vault.seal(BODY.placeAt(person, person, 1), "one");
        assertThat(vault.openText(BODY.placeAt(person, person, 1), sealed)).isEqualTo("one");
        SealedColumn otherColumn = new SealedColumn(
                "message", "reference", 20_000, List.of("conversation_id", "seq"), "t.conversation_id");
        SealedColumn otherTable =
                new SealedColumn("letter", "body", 1_000, List.of("conversation_id", "seq"), "t.conversation_id");
        for (SealedPlace elsewhere : List.of(
                BODY.placeAt(person, person, 2),
                otherColumn.placeAt(person, person, 1),
                otherTable.placeAt(person, person, 1))) {
            assertThatThrownBy(() -> vault.open(elsewhere, sealed)).isInstanceOf(IllegalStateException.class);
        }
    }
}

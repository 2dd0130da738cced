package pk.rahnuma.register.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.registration.LineTerm;
import pk.rahnuma.registration.form.FormAnswers;

@OnEachDatabase
class RegisterListReaderTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    private final RegisterListReader reader;

    @TempDir
    Path folder;

    RegisterListReaderTest(TestDatabase database) {
        this.reader = database.getBean(RegisterListReader.class);
    }

    @Test
    void anEntryHasTheValuesThatTheFormWouldStore() {
        RegisterList list = read(
                "\"Indus, Software  (Private) Limited\",Company,z800001,9800001,,desk@indus.example,0300 1234567,"
                        + "Karachi,Karachi office,P.T.C.L.,\"39.32.1.8-39.32.1.10; 39.32.1.20\",2023-05-02,2027-05-01,R-7");
        assertThat(list.findings()).isEmpty();
        ListedEntry entry = list.entries().getFirst();
        assertThat(entry.row()).isEqualTo(2);
        assertThat(entry.holder().values())
                .containsEntry(FormAnswers.LEGAL_NAME, "Indus, Software (Private) Limited")
                .containsEntry(FormAnswers.NTN, "Z800001")
                .containsEntry(FormAnswers.SECP_NUMBER, "9800001")
                .containsEntry(FormAnswers.APPLICANT_MOBILE, "+923001234567")
                .containsEntry(FormAnswers.APPLICANT_EMAIL, "desk@indus.example")
                .containsEntry(FormAnswers.CITY, "karachi");
        assertThat(entry.line().answers().textAnswer(FormAnswers.SITE)).isEqualTo("Karachi office");
        assertThat(entry.line().answers().providerName()).isEqualTo("ptcl");
        assertThat(entry.line().answers().singleAddresses())
                .containsExactlyInAnyOrder("39.32.1.8", "39.32.1.9", "39.32.1.10", "39.32.1.20");
        assertThat(entry.line().term()).isEqualTo(new LineTerm(LocalDate.of(2023, 5, 2), LocalDate.of(2027, 5, 1)));
        assertThat(entry.line().authorityReference()).isEqualTo("R-7");
    }

    @Test
    void aFreelancerIsKnownByTheNumberOfTheCard() {
        ListedEntry entry = read("Ayesha Khan,freelancer,,,69018-0000000-1,,,Lahore,,Nayatel,39.32.1.8,,,")
                .entries()
                .getFirst();
        assertThat(entry.holder().values())
                .containsEntry(FormAnswers.NTN, "6901800000001")
                .containsEntry(FormAnswers.APPLICANT_CNIC, "6901800000001")
                .containsEntry(FormAnswers.ORGANISATION_TYPE, "sole_proprietor");
        assertThat(entry.line().answers().textAnswer(FormAnswers.SITE)).isEqualTo("Lahore");
        assertThat(entry.line().term()).isEqualTo(LineTerm.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Indus,company,Z800001,,,,,Karachi,,PTCL,10.0.0.1,,, | addresses | inside a home or office",
                "Indus,company,Z800001,,,,,Karachi,,PTCL,39.32.1.8 and 39.32.1.300,,, | addresses | ",
                "Indus,company,Z800001,,,,,Karachi,,PTCL,none,,, | addresses | ",
                "Indus,company,Z800001,,,,,Karachi,,PTCL,,,, | addresses | is missing",
                "Indus,company,12,,,,,Karachi,,PTCL,39.32.1.8,,, | ntn | ",
                "Indus,company,,,,,,Karachi,,PTCL,39.32.1.8,,, | ntn | at FBR or at SECP",
                "Indus,company,,12345678,,,,Karachi,,PTCL,39.32.1.8,,, | secp | ",
                "Indus,company,Z800001,,6901800000001,,,Karachi,,PTCL,39.32.1.8,,, | cnic | expected none",
                "Ayesha,freelancer,,,,,,Karachi,,PTCL,39.32.1.8,,, | cnic | is missing",
                "Ayesha,freelancer,,,690180,,,Karachi,,PTCL,39.32.1.8,,, | cnic | ",
                "Ayesha,person,,,6901800000001,,,Karachi,,PTCL,39.32.1.8,,, | kind | company or freelancer",
                "Indus,company,Z800001,,,desk,,Karachi,,PTCL,39.32.1.8,,, | email | ",
                "Indus,company,Z800001,,,,12,Karachi,,PTCL,39.32.1.8,,, | phone | ",
                "Indus,company,Z800001,,,,,,,PTCL,39.32.1.8,,, | city | is missing",
                "Indus,company,Z800001,,,,,Karachi,,,39.32.1.8,,, | provider | is missing",
                ",company,Z800001,,,,,Karachi,,PTCL,39.32.1.8,,, | holder | is missing",
                "Indus,company,Z800001,,,,,Karachi,,PTCL,39.32.1.8,1/11/2024,, | registered_on | 2024-11-01",
                "Indus,company,Z800001,,,,,Karachi,,PTCL,39.32.1.8,2026-11-24,, | registered_on | in the future",
                "Indus,company,Z800001,,,,,Karachi,,PTCL,39.32.1.8,,2026-11-22, | valid_until | has passed"
            })
    void aRowThatCannotBeReadIsReportedByItsColumn(String row, String column, String text) {
        RegisterList list = read(RegisterListFixture.RAVI + "39.32.9.9,,,", row);
        assertThat(list.rows()).isEqualTo(2);
        assertThat(list.entries()).hasSize(1);
        assertThat(list.findings())
                .extracting(ImportFinding::row, ImportFinding::outcome, ImportFinding::column)
                .containsExactly(tuple(3, EntryOutcome.ERROR, column));
        assertThat(list.findings().getFirst().text())
                .contains(text == null ? "" : text)
                .doesNotContain("690180");
    }

    @Test
    void emptyRowsKeepTheirNumberAndALongCellIsRefused() {
        RegisterList list = read("", "x".repeat(151) + ",company,Z800001,,,,,Karachi,,PTCL,39.32.1.8,,,", "", "");
        assertThat(list.rows()).isOne();
        assertThat(list.findings())
                .extracting(Object::toString)
                .containsExactly("row 3, holder: error: expected 3 to 150 characters, found 151");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "holder,kind,city,provider | the column addresses is missing",
                "holder,kind,city,provider,addresses,colour | column 6 has another heading",
                "holder,kind,city,provider,addresses,City | two columns have the heading city"
            })
    void aFileWithOtherHeadingsIsRefused(String heading, String text) {
        Path file = RegisterListFixture.write(folder, heading, List.of());
        assertThatExceptionOfType(RegisterListException.class)
                .isThrownBy(() -> reader.readList(file, TODAY))
                .withMessageContaining(text);
    }

    @Test
    void aFileThatIsNoUtf8OrMissingOrEmptyOrWithAnOpenQuotationMarkIsRefused() throws IOException {
        Path latin = Files.writeString(folder.resolve("latin.csv"), "holder,ä\r\n", StandardCharsets.ISO_8859_1);
        assertRefused(latin, "UTF-8");
        assertRefused(folder.resolve("missing.csv"), "cannot be read");
        assertRefused(Files.createFile(folder.resolve("empty.csv")), "is empty");
        assertRefused(RegisterListFixture.write(folder, "\"" + "x,y\r\n".repeat(20_000)), "no CSV");
    }

    private void assertRefused(Path file, String text) {
        assertThatExceptionOfType(RegisterListException.class)
                .isThrownBy(() -> reader.readList(file, TODAY))
                .withMessageContaining(text);
    }

    @Test
    void aByteOrderMarkAndColumnsInAnotherOrderAreNoHindrance() {
        Path file = RegisterListFixture.write(
                folder,
                "\ufeffaddresses,Provider,CITY,kind,holder,ntn",
                List.of("39.32.1.8,PTCL,Karachi,company,Indus,Z800001"));
        RegisterList list = reader.readList(file, TODAY);
        assertThat(list.findings()).isEmpty();
        assertThat(list.entries()).hasSize(1);
    }

    private RegisterList read(String... rows) {
        return reader.readList(RegisterListFixture.write(folder, rows), TODAY);
    }
}

package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lines of a company in one table, at the packaged form.
class ItemTablesTest {

    private final CompanyFormConversation stage = new CompanyFormConversation();

    @Test
    void aTableOfThreeCompaniesIsThreeLines() {
        stage.say("Karachi office");
        stage.say("PTCL");
        stage.say("021-998877");
        String reply = stage.sendTable(
                List.of("Company", "Subscriber ID", "Addresses", "City"),
                List.of("PTCL", "021-998877", "39.40.12.20", "Karachi office"),
                List.of("Nayatel", "NTL-4411", "58.65.130.7, 58.65.130.8", "Lahore"),
                List.of("Worldcall", "WC-9901", "103.255.4.9", "Multan"));
        assertThat(stage.line(1)).containsEntry("addresses", List.of("39.40.12.20"));
        assertThat(stage.line(2)).containsEntry("addresses", List.of("58.65.130.7", "58.65.130.8"));
        assertThat(stage.line(3)).containsEntry("isp", "Worldcall").containsEntry("site", "Multan");
        assertThat(reply).contains("3 lines so far");
    }

    @Test
    void aTableIsTakenWhereTheNameOfALineIsAsked() {
        assertThat(stage.sendTable(
                        List.of("Karachi office", "PTCL", "021-998877", "39.40.12.20"),
                        List.of("Lahore office", "Nayatel", "NTL-4411", "58.65.130.7")))
                .contains("2 lines so far");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Site|ISP|Subscriber ID|IP Address",
                "S.No|Location|Internet Service Provider|Customer No.|Public IP",
                "Sr. #|Branch Name|Service Provider|Account No|Static IP Address(es)",
                "Branch Office|Operator|Circuit ID|WAN IP|Remarks",
                "City|Provider Name|User ID|IP 1|Gateway IP",
                "SITE NAME|ISP NAME|SUBSCRIBER NO.|IP_ADDRESS|No. of IPs",
                "Office|Internet company|Consumer number|IPv4|Subnet mask",
                "مقام|انٹرنیٹ کمپنی|سبسکرائبر آئی ڈی|آئی پی ایڈریس",
                "Jagah|ISP|Customer number|IP addresses"
            })
    void columnsAreFoundUnderTheHeadingsThatPeopleUse(String heading) {
        List<String> names = List.of(heading.split("[|]"));
        String reply = stage.sendTable(
                names,
                row(names, "Multan", "021-998877", "39.40.12.20"),
                row(names, "Lahore", "021-998878", "39.40.12.21"));
        assertThat(reply).contains("2 lines so far");
        assertThat(stage.line(1))
                .containsOnly(
                        Map.entry("site", "Multan"),
                        Map.entry("isp", "ptcl"),
                        Map.entry("subscriber_id", "021-998877"),
                        Map.entry("addresses", List.of("39.40.12.20")));
    }

    /// A row below a heading: what its column means, and values that must not be read in others.
    private static List<String> row(List<String> names, String site, String subscriber, String address) {
        List<String> cells = new ArrayList<>();
        for (String name : names) {
            String key = name.toLowerCase();
            if (key.matches("s[.]no|sr[.] #|no[.] of ips")) {
                cells.add("7");
            } else if (key.matches("remarks")) {
                cells.add("to be checked");
            } else if (key.matches("gateway ip|subnet mask")) {
                cells.add("39.40.12.1");
            } else if (key.matches("site|location|branch name|branch office|city|site name|office|مقام|jagah")) {
                cells.add(site);
            } else if (key.matches(".*(isp|internet|provider|operator|کمپنی).*")) {
                cells.add("PTCL");
            } else if (key.contains("ip") || key.contains("آئی پی")) {
                cells.add(address);
            } else {
                cells.add(subscriber);
            }
        }
        return cells;
    }

    @Test
    void aTitleAboveTheHeadingIsNoLine() {
        assertThat(stage.sendTable(
                        List.of("VPN lines of Alif Software, November 2026"),
                        List.of(""),
                        List.of("Site", "ISP", "Subscriber", "IP"),
                        List.of("Multan", "PTCL", "021-998877", "39.40.12.20"),
                        List.of("Lahore", "Nayatel", "NTL-4411", "58.65.130.7")))
                .contains("2 lines so far");
    }

    @Test
    void rowsBelowACellThatSpansSeveralBelongToIt() {
        stage.sendTable(
                List.of("Site", "ISP", "Subscriber", "IP"),
                List.of("Multan", "PTCL", "021-998877", "39.40.12.20"),
                List.of("", "", "", "39.40.12.21"),
                List.of("", "Nayatel", "NTL-4411", "58.65.130.7"));
        assertThat(stage.line(1)).containsEntry("addresses", List.of("39.40.12.20", "39.40.12.21"));
        assertThat(stage.line(2)).containsEntry("site", "Multan").containsEntry("isp", "nayatel");
    }

    @Test
    void severalColumnsOfAddressesAreOneList() {
        stage.sendTable(
                List.of("Site", "ISP", "Subscriber", "IP 1", "IP 2"),
                List.of("Multan", "PTCL", "021-998877", "39.40.12.20", "39.40.12.21"),
                List.of("Lahore", "Nayatel", "NTL-4411", "58.65.130.7", ""));
        assertThat(stage.line(1)).containsEntry("addresses", List.of("39.40.12.20", "39.40.12.21"));
    }

    @Test
    void missingAnswersOfAFewRowsAreAskedFor() {
        String reply = stage.sendTable(
                List.of("Site", "ISP", "Subscriber", "IP"),
                List.of("Multan", "PTCL", "021-998877", "39.40.12.20"),
                List.of("Lahore", "", "NTL-4411", "58.65.130.7"));
        assertThat(reply).contains("2. Lahore", "Your internet company?");
    }

    @Test
    void manyIncompleteRowsAreNamedByTheirNumberAndNotTaken() {
        List<List<String>> table = tableOf(10);
        for (int i = 2; i <= 6; i++) {
            table.set(
                    i,
                    List.of(
                            "Site " + i,
                            "PTCL",
                            i % 2 == 0 ? "" : "021-" + (900_000 + i),
                            i % 2 == 0 ? address(i) : "10.0.0." + i));
        }
        String reply = stage.sendTable(table);
        assertThat(reply)
                .contains("✓ Lines: 5", "Row 3: Site 2: Subscriber ID is missing", "Row 4: Site 3: 10.0.0.3 is")
                .contains("5 rows were not taken", "5 lines so far");
        assertThat(stage.sendTable(tableOf(10))).contains("10 lines so far");
    }

    @Test
    void aThousandLinesAreTakenFromOneTable() {
        String reply = stage.sendTable(tableOf(1000));
        assertThat(reply).contains("✓ Lines: 1000", "1,000 lines so far");
        assertThat(stage.line(1000))
                .containsEntry("site", "Site 1000")
                .containsEntry("addresses", List.of(address(1000)));
        assertThat(stage.say("that is all")).contains("What is it for?");
    }

    @Test
    void moreLinesThanAFormTakesAreCounted() {
        assertThat(stage.sendTable(tableOf(1002))).contains("1,000 lines so far", "2 rows were not taken");
    }

    @Test
    void aFormSendsATableAsItsList() {
        assertThat(stage.submitTable("t", tableOf(40))).contains("What is it for?");
        assertThat(stage.lineCount()).isEqualTo(40);
        stage.submitTable("t", tableOf(12));
        assertThat(stage.lineCount()).isEqualTo(12);
    }

    @Test
    void aTableWithProblemsChangesNothingUnlessItsGoodRowsAreWanted() {
        List<List<String>> table = tableOf(5);
        table.set(3, List.of("Site 3", "PTCL", "021-900003", "10.0.0.3"));
        stage.submitTable("t", tableOf(2));
        stage.submitTable("t", table);
        assertThat(stage.lineCount()).isEqualTo(2);
        stage.submitTable(Map.of("file", "t", "partly", true), table);
        assertThat(stage.lineCount()).isEqualTo(4);
    }

    private static List<List<String>> tableOf(int lines) {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("Site", "ISP", "Subscriber ID", "IP addresses"));
        for (int i = 1; i <= lines; i++) {
            table.add(List.of("Site " + i, "PTCL", "021-" + (900_000 + i), address(i)));
        }
        return table;
    }

    private static String address(int line) {
        return "39.40." + line / 200 + "." + (line % 200 + 1);
    }
}

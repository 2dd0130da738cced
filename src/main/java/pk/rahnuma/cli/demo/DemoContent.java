package pk.rahnuma.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import pk.rahnuma.dialog.model.DialogJson;

/// Table of the demo, `demo.yaml`, which explains its parts.
record DemoContent(
        List<String> firstNames,
        List<String> lastNames,
        List<String> companies,
        List<String> trades,
        Map<String, String> provinces,
        List<String> languages,
        List<String> providers,
        Map<String, Map<String, List<Object>>> forms,
        List<Life> registered,
        List<Life> rare,
        List<Life> others,
        List<Network> networks,
        List<String> networkCities,
        List<String> networkOffices,
        Map<String, String> askNote,
        List<String> openTickets,
        List<String> closedTickets,
        List<String> topics,
        Map<String, Map<String, String>> questions,
        List<Map<String, String>> answers,
        List<Map<String, String>> writes,
        String note,
        String mention,
        String tag,
        List<SavedReply> savedReplies,
        List<List<String>> talks) {

    /// Saved reply.
    ///
    /// @param agent name of the member who alone has it; empty for one of all
    /// @param then name of the state that it sets; empty for none
    record SavedReply(String agent, String folder, String name, Map<String, String> texts, String tag, String then) {}

    /// Life of an application.
    ///
    /// @param weight how often it occurs among the others of its list
    /// @param days maximum age of its last step
    /// @param steps texts of [DemoStep]
    record Life(int weight, int days, String steps) {

        /// Each as often as its weight.
        static List<Life> expand(List<Life> lives) {
            return lives.stream()
                    .flatMap(life -> Collections.nCopies(life.weight, life).stream())
                    .toList();
        }
    }

    /// Company with many lines.
    ///
    /// @param lines number of its lines, each with one address
    /// @param registered how many of them are in the register after all steps
    record Network(int lines, int registered, Life life) {}

    /// Name of a company; none occurs twice.
    String nameCompany(int number) {
        int round = number / companies.size() / trades.size();
        return companies.get(number % companies.size()) + " "
                + trades.get(number / companies.size() % trades.size())
                + (round == 0 ? "" : " " + (round + 1));
    }

    static List<String> splitWords(String words) {
        return words.isEmpty() ? List.of() : List.of(words.split(" "));
    }

    static DemoContent load() {
        try (InputStream in = DemoContent.class.getResourceAsStream("demo.yaml")) {
            Object table = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            return DialogJson.convertValue(table, DemoContent.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

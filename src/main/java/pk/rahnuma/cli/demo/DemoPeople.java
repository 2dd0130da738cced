package pk.rahnuma.cli.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.ChatAddress;
import pk.rahnuma.messaging.conversation.ChatRepository;

/// Creates people, organisations and their forms. Their numbers belong to no real person: they have the form that is
/// asked for, and come from ranges that are not assigned:
///
/// * identity numbers begin with 69: the capital, 6, has no ninth division (docs/domain.md, "Invented numbers");
/// * mobile numbers begin with +92 39, a prefix that no operator has;
/// * numbers at SECP begin with 99, far beyond the numbers in use; tax numbers with Z and 9;
/// * addresses are in 25.0.0.0/8, which its holder, a ministry outside of Pakistan, does not route. The ranges for
///   documentation (RFC 5737) are too small, and the desk rejects them as it should;
/// * mail goes to `.example` (RFC 2606), and Telegram has no chats of so high numbers.
final class DemoPeople {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final int MAX_ADDRESSES_PER_SITE = 12;
    private static final int NETWORK_PROVIDERS = 4;

    private final DemoContent content;
    private final DemoRandom random;
    private final ChatRepository chats;
    private final Instant begin;
    private int people;
    private int lines;
    private int addresses;

    /// @param begin time at which the chats are opened
    DemoPeople(DemoContent content, DemoRandom random, ChatRepository chats, Instant begin) {
        this.content = content;
        this.random = random;
        this.chats = chats;
        this.begin = begin;
    }

    /// Person with a chat.
    ///
    /// @param facts about them and their company, by the names of placeholders
    record DemoPerson(ChatAddress chat, long conversation, String language, Map<String, String> facts) {}

    DemoPerson createPerson() {
        int number = ++people;
        String name = random.pickOne(content.firstNames()) + " " + random.pickOne(content.lastNames());
        String city = random.pickOne(List.copyOf(content.provinces().keySet()));
        ChatAddress chat = random.nextBoolean(0.6)
                ? new ChatAddress(Channel.TELEGRAM, Long.toString(2_000_000_000_000_000L + number))
                : new ChatAddress(Channel.WEB, "demo-" + number);
        String language = random.pickOne(content.languages());
        Map<String, String> facts = Map.of(
                "name", name,
                "cnic", "69%010d%d".formatted(9_000_000_000L + number * 7L, 1 + number % 9),
                "mobile", "+9239%08d".formatted(number * 13L),
                "mail", "person%d@demo.example".formatted(number),
                "city", city,
                "province", content.provinces().get(city),
                "company", content.nameCompany(number),
                "secp", "%07d".formatted(9_900_000 + number),
                "ntn", "Z%06d".formatted(900_000 + number));
        long conversation = chats.findOrCreate(List.of(chat), Map.of(chat, language), begin)
                .get(chat)
                .conversation();
        return new DemoPerson(chat, conversation, language, facts);
    }

    /// Fills forms of the table in, without documents and lists.
    Map<String, Object> fillForm(DemoPerson person, String... forms) {
        Map<String, Object> filled = new LinkedHashMap<>();
        for (String form : forms) {
            content.forms().get(form).forEach((name, choices) -> {
                Object chosen = random.pickOne(choices);
                filled.put(name, chosen instanceof String text ? fillText(person, text) : chosen);
            });
        }
        return filled;
    }

    String fillText(DemoPerson person, String text) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(match -> match.group(1).equals("line")
                        ? Integer.toString(1_000_000 + ++lines)
                        : person.facts().get(match.group(1)));
    }

    /// Sites of an organisation.
    ///
    /// @param total number of their addresses
    List<Map<String, Object>> createConnections(DemoPerson person, int total) {
        List<Map<String, Object>> sites = new ArrayList<>();
        for (int left = total; left > 0; left -= MAX_ADDRESSES_PER_SITE) {
            sites.add(Map.of(
                    "site", person.facts().get("city") + ", office " + (sites.size() + 1),
                    "isp", random.pickOne(content.providers()),
                    "subscriber_id", fillText(person, "DEMO-{line}"),
                    "addresses", createAddresses(Math.min(MAX_ADDRESSES_PER_SITE, left))));
        }
        return sites;
    }

    /// Lines of a company in several cities, of four providers, each with one address.
    List<Map<String, Object>> createNetwork(DemoPerson person, int lines) {
        List<String> cities = content.networkCities();
        List<Map<String, Object>> sites = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            sites.add(Map.of(
                    "site",
                            cities.get(i % cities.size()) + ", "
                                    + content.networkOffices().get(i / cities.size()),
                    "isp", content.providers().get(i % NETWORK_PROVIDERS),
                    "subscriber_id", fillText(person, "DEMO-{line}"),
                    "addresses", createAddresses(1)));
        }
        return sites;
    }

    /// Creates consecutive addresses, as a provider assigns them, which no other line has.
    List<String> createAddresses(int many) {
        List<String> created = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            int number = addresses++;
            created.add("25." + (64 + number / 62_500) + "." + number / 250 % 250 + "." + (1 + number % 250));
        }
        addresses += 3;
        return created;
    }
}

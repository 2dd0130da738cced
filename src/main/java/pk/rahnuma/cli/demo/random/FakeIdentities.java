package pk.rahnuma.cli.demo.random;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import pk.rahnuma.messaging.chat.Channel;
import pk.rahnuma.messaging.chat.ChatAddress;
import pk.rahnuma.shared.Language;

/// Creates names, numbers and addresses that belong to no real person. They have the form that the desk asks for, and
/// come from ranges that are not assigned:
///
/// * identity numbers begin with 69: the capital, 6, has no ninth division (docs/domain.md, "Invented numbers");
/// * mobile numbers begin with +92 39, a prefix that no operator has;
/// * numbers at SECP begin with 99, far beyond the numbers in use; tax numbers with Z and 9;
/// * addresses are in 25.0.0.0/8, which its holder, a ministry outside of Pakistan, does not route. The ranges for
///   documentation (RFC 5737) are too small, and the desk rejects them as it should;
/// * mail goes to `.example` (RFC 2606), and Telegram has no chats of so high numbers.
public final class FakeIdentities {

    private static final List<String> FIRST_NAMES = List.of(
            "Ayesha", "Bilal", "Sana", "Usman", "Hira", "Imran", "Zainab", "Kamran", "Nadia", "Fahad", "Mehwish",
            "Tariq", "Rabia", "Hamza", "Saima", "Adnan", "Maryam", "Junaid", "Amna", "Waqas", "Farah", "Danish", "Iqra",
            "Salman", "Noor", "Asad", "Sidra", "Rizwan");
    private static final List<String> LAST_NAMES = List.of(
            "Khan",
            "Ahmed",
            "Malik",
            "Qureshi",
            "Baloch",
            "Chaudhry",
            "Siddiqui",
            "Butt",
            "Abbasi",
            "Raza",
            "Hashmi",
            "Soomro",
            "Awan",
            "Mirza",
            "Bhatti",
            "Shaikh",
            "Niazi",
            "Durrani",
            "Memon",
            "Gilani");
    private static final List<String> COMPANY_NAMES = List.of(
            "Indus",
            "Margalla",
            "Ravi",
            "Chenab",
            "Khyber",
            "Makran",
            "Bolan",
            "Deosai",
            "Kaghan",
            "Mehran",
            "Soan",
            "Thar",
            "Hunza",
            "Saiful",
            "Potohar",
            "Zhob",
            "Neelum",
            "Swat",
            "Jhelum",
            "Gwadar",
            "Karakoram",
            "Nara",
            "Lyari",
            "Kirthar");
    private static final List<String> COMPANY_TRADES = List.of(
            "Software",
            "Textiles",
            "Data Services",
            "Logistics",
            "Networks",
            "Analytics",
            "Foods",
            "Consulting",
            "Exports",
            "Engineering",
            "Health Systems",
            "Media",
            "Contact Centre",
            "Surgical",
            "Cloud",
            "Design");
    static final List<String> CITIES =
            List.of("karachi", "lahore", "islamabad", "rawalpindi", "faisalabad", "multan", "peshawar", "sialkot");
    private static final Map<String, String> PROVINCES =
            Map.of("karachi", "sindh", "islamabad", "islamabad", "peshawar", "kp");
    static final List<String> ISPS = List.of("ptcl", "nayatel", "stormfiber", "transworld", "wateen", "cybernet");

    private final SeededRandom dice;
    private int people;
    private int firms;
    private int lines;
    private int subscribers;
    private final Map<String, Integer> names = new HashMap<>();

    public FakeIdentities(SeededRandom dice) {
        this.dice = dice;
    }

    /// Person with a chat.
    ///
    /// @param cnic, `mobile` and `mail`: unique to the person
    public record FakePerson(ChatAddress chat, String language, String name, String cnic, String mobile, String mail) {}

    public FakePerson createPerson() {
        int number = ++people;
        String name = dice.pickOne(FIRST_NAMES) + " " + dice.pickOne(LAST_NAMES);
        Channel channel = dice.nextBoolean(0.6) ? Channel.TELEGRAM : Channel.WEB;
        String address =
                channel == Channel.TELEGRAM ? Long.toString(2_000_000_000_000_000L + number) : "demo-" + number;
        String mail = name.toLowerCase(Locale.ROOT).replace(' ', '.') + number + "@demo.example";
        return new FakePerson(
                new ChatAddress(channel, address),
                dice.pickOne(
                        Language.ENGLISH,
                        Language.ENGLISH,
                        Language.ENGLISH,
                        Language.URDU,
                        Language.URDU,
                        Language.ROMAN_URDU),
                name,
                "69" + "%010d".formatted(9_000_000_000L + number * 7L) + (1 + number % 9),
                "+9239" + "%08d".formatted(number * 13L),
                mail);
    }

    /// Creates a company name; no name occurs twice.
    public String createCompanyName(String suffix) {
        String name = dice.pickOne(COMPANY_NAMES) + " " + dice.pickOne(COMPANY_TRADES);
        int times = names.merge(name, 1, Integer::sum);
        return name + (times == 1 ? "" : " " + times) + suffix;
    }

    public String createSecpNumber() {
        return "%07d".formatted(9_900_000 + ++firms);
    }

    public String createNtn() {
        return "Z%06d".formatted(900_000 + firms);
    }

    String createMobileNumber() {
        return "+9239" + "%08d".formatted(90_000_000 + ++subscribers);
    }

    String createSubscriberId() {
        return "DEMO-" + (100_000 + ++subscribers);
    }

    static String provinceOf(String city) {
        return PROVINCES.getOrDefault(city, "punjab");
    }

    /// Creates consecutive addresses, as a provider assigns them, which no other line has.
    List<String> createAddresses(int many) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            int number = lines++;
            found.add("25." + (64 + number / 62_500) + "." + number / 250 % 250 + "." + (1 + number % 250));
        }
        lines += 3;
        return found;
    }
}

package pk.rahnuma;

import java.util.Map;

/// Texts that answer questions, by the name of their type.
public final class SampleAnswers {

    public static final Map<String, String> BY_TYPE = Map.ofEntries(
            Map.entry("name", "Ayesha Khan"),
            Map.entry("cnic", "35202-1234567-8"),
            Map.entry("phone", "0300 1234567"),
            Map.entry("email", "ayesha@example.com"),
            Map.entry("text", "Nayatel"),
            Map.entry("long-text", "I maintain the web shop of a client and reach its servers over a VPN."),
            Map.entry("country", "Germany"),
            Map.entry("date", "1/3/2025"),
            Map.entry("subscriber", "NT-99812"),
            Map.entry("ips", "103.255.4.20"),
            Map.entry("ntn", "4174941-3"),
            Map.entry("number", "4"));

    private SampleAnswers() {}
}

package pk.rahnuma.endtoend;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.TestDesk;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.dialog.script.ScriptTexts;

/// Texts of the desk and answers of people, in one language, from the real texts.
public record ExpectedTexts(String language, ScriptTexts texts) {

    /// Questions that are answered by files.
    public static final List<String> FILES = List.of("id_front", "id_back", "proof_file");

    public static ExpectedTexts inLanguage(String language) {
        return fromFolder(language, Path.of("bot-scripts"));
    }

    public static ExpectedTexts fromFolder(String language, Path folder) {
        return new ExpectedTexts(
                language, new ScriptTexts(ScriptSources.readFiles(folder).texts(), new ArrayList<>()));
    }

    public String text(String key) {
        return text(key, Map.of());
    }

    public String text(String key, Map<String, Object> more) {
        Map<String, Object> arguments = new LinkedHashMap<>(more);
        arguments.putAll(TestDesk.ASSISTANCE.textArguments());
        return texts.formatText(language, key, arguments);
    }

    public String registerWord() {
        return Map.of("en", "register", "ur", "رجسٹریشن", "ur-Latn", "register").get(language);
    }

    public String statusWord() {
        return Map.of("en", "status", "ur", "صورتحال", "ur-Latn", "status").get(language);
    }

    /// Answers by question, in order; `@key` taps the button with that text, `#` sends a picture.
    public Map<String, String> formAnswers(boolean byAddress) {
        boolean urdu = language.equals("ur");
        Map<String, String> answers = new LinkedHashMap<>();
        option(answers, "work_type", "freelancer");
        answers.put(key("full_name"), urdu ? "علی خان" : "Ali Khan");
        answers.put(key("id_number"), urdu ? "۳۵۲۰۲-۱۲۳۴۵۶۷-۱" : "35202-1234567-1");
        answers.put(key("mobile"), urdu ? "۰۳۰۰ ۱۲۳۴۵۶۷" : "0300 1234567");
        answers.put(key("email"), "ali@example.com");
        option(answers, "city", "lahore");
        answers.put(key("vpn_software"), "OpenVPN");
        for (String file : FILES) {
            answers.put(key(file), "#");
        }
        if (byAddress) {
            option(answers, "route", "static_ip");
            option(answers, "isp", "nayatel");
            answers.put(key("subscriber_id"), "NTL-448812");
            answers.put(key("ips"), "39.32.10.7");
        } else {
            option(answers, "route", "mobile_number");
            answers.put(key("vpn_mobile_number"), "0321 7654321");
            answers.put(key("sim_in_own_cnic"), urdu ? "جی ہاں" : "yes");
        }
        option(answers, "purpose", "client_systems");
        return answers;
    }

    private static String key(String question) {
        return "register-individual." + question;
    }

    private static void option(Map<String, String> answers, String question, String value) {
        answers.put(key(question), "@" + key(question) + ".options." + value);
    }
}

package pk.rahnuma.faults.run;

import java.util.LinkedHashMap;
import java.util.Map;

/// Form of an individual in the version before, in the notation of [pk.rahnuma.endtoend.ExpectedTexts#formAnswers].
final class EarlierForm {

    private static final String PREFIX = "register-individual.";

    private EarlierForm() {}

    static Map<String, String> formAnswers(boolean byAddress) {
        Map<String, String> answers = new LinkedHashMap<>();
        option(answers, "work_type", "freelancer");
        answers.put(PREFIX + "full_name", "");
        option(answers, "id_type", "cnic");
        answers.put(PREFIX + "id_number", "");
        answers.put(PREFIX + "mobile", "");
        answers.put(PREFIX + "email", "");
        option(answers, "province", "punjab");
        option(answers, "city", "lahore");
        option(answers, "tax_status", "unknown");
        answers.put(PREFIX + "pseb_number", "skip");
        option(answers, "engagement_proof_type", "contract");
        answers.put(PREFIX + "id_front", "#");
        answers.put(PREFIX + "id_back", "#");
        answers.put(PREFIX + "proof_file", "#");
        answers.put(PREFIX + "client_name", "Maple Shop Inc");
        answers.put(PREFIX + "client_country", "CA");
        answers.put(PREFIX + "client_contact_email", "skip");
        answers.put(PREFIX + "engagement_from", "1/2/2025");
        answers.put(PREFIX + "engagement_to", "skip");
        if (byAddress) {
            option(answers, "route", "static_ip");
            option(answers, "isp", "nayatel");
            answers.put(PREFIX + "subscriber_id", "NTL-448812");
            answers.put(PREFIX + "ips", "");
        } else {
            option(answers, "route", "mobile_number");
            answers.put(PREFIX + "vpn_mobile_number", "");
            option(answers, "operator", "jazz");
            answers.put(PREFIX + "sim_in_own_cnic", "@options.yes_no.yes");
        }
        answers.put(PREFIX + "vpn_software", "OpenVPN");
        option(answers, "vpn_protocol", "openvpn");
        answers.put(PREFIX + "server_country", "skip");
        answers.put(PREFIX + "destination", "skip");
        option(answers, "purpose", "client_systems");
        answers.put(PREFIX + "purpose_text", "I keep the web shop of a client in Canada running.");
        answers.put(PREFIX + "declaration", "@options.yes_no.yes");
        return answers;
    }

    private static void option(Map<String, String> answers, String question, String value) {
        answers.put(PREFIX + question, "@" + PREFIX + question + ".options." + value);
    }
}

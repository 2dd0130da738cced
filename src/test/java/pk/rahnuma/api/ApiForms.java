package pk.rahnuma.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import pk.rahnuma.document.SampleFiles;

/// Forms that clients of the API fill, for tests of routes.
public final class ApiForms {
    public static final String APPLICATIONS = "api/v1/applications";
    public static final String DRAFTS = APPLICATIONS + "/drafts";
    public static final String DECLARATION = "{\"declaration\": true}";

    private static final AtomicInteger LINES = new AtomicInteger();

    private ApiForms() {}

    /// An address that no other application has.
    public static String newAddress() {
        int line = LINES.incrementAndGet();
        return "103.255." + line / 250 + "." + (1 + line % 250);
    }

    /// Uploads a picture for a question. Returns the id of the file.
    public static String uploadCard(ApiClient client, String question) {
        return client.uploadFile(question + ".jpg", SampleFiles.cardFor(question))
                .requireStatus(201)
                .text("/file");
    }

    /// Answers of a freelancer, with files of the client.
    public static ObjectNode individual(ApiClient client) {
        ObjectNode answers = ApiClient.json("""
                {"consent": true, "work_type": "freelancer", "full_name": "Ayesha Khan", "id_number": "35202-1234567-8",
                "mobile": "0300 1234567", "email": "ayesha@example.com", "city": "lahore", "route": "static_ip",
                "isp": "nayatel", "subscriber_id": "NT-99812", "vpn_software": "OpenVPN", "purpose": "remote_servers",
                "client_name": "Acme Software", "ips": ["%s"]}""".formatted(newAddress()));
        return withFiles(client, answers, "id_front", "id_back", "proof_file");
    }

    /// Answers of a company with one line, with files of the client.
    ///
    /// @param organisation its id
    public static ObjectNode company(ApiClient client, String organisation) {
        ObjectNode answers = ApiClient.json("""
                {"consent": true, "organisation": "%s", "service": "vpn_registration", "org_type": "private_ltd",
                "ntn": "4174941-3", "address": "12 Ferozepur Road", "city": "lahore",
                "company_proof_type": "incorporation", "applicant_name": "Amna Tariq",
                "applicant_cnic": "35202-1234567-8", "applicant_mobile": "0300 1234567",
                "applicant_email": "amna@alif.example", "applicant_authority": "owner_director",
                "vpn_software": "OpenVPN", "purpose": "branch_network", "connections": [{"site": "Lahore, head office",
                "isp": "nayatel", "subscriber_id": "NT-1", "addresses": ["%s"]}]}""".formatted(organisation, newAddress()));
        return withFiles(client, answers, "id_front", "id_back", "company_proof");
    }

    private static ObjectNode withFiles(ApiClient client, ObjectNode answers, String... questions) {
        List.of(questions).forEach(question -> answers.put(question, uploadCard(client, question)));
        return answers;
    }

    /// Creates a draft with answers.
    public static ApiClient.ApiResponse createDraft(ApiClient client, String form, ObjectNode answers) {
        ObjectNode body = ApiClient.object().put("form", form);
        body.set("answers", answers);
        return client.call("POST", DRAFTS, body);
    }

    /// Path of a new draft of a freelancer with these answers.
    public static String createDraft(ApiClient client, ObjectNode answers) {
        return DRAFTS + "/"
                + createDraft(client, "register-individual", answers)
                        .requireStatus(201)
                        .text("/draft/id");
    }

    /// Fills a draft with answers.
    ///
    /// @param answers JSON
    public static ApiClient.ApiResponse fill(ApiClient client, String draft, Object answers, String... headers) {
        return client.call("PATCH", draft, "{\"answers\": " + answers + "}", headers);
    }

    public static ApiClient.ApiResponse submit(ApiClient client, String draft) {
        return client.call("POST", draft + "/submission", DECLARATION).requireStatus(200);
    }

    /// Submits an application of a freelancer. Returns its reference.
    public static String register(ApiClient client) {
        return submit(client, createDraft(client, individual(client))).text("/application/reference");
    }

    /// Lets an applicant act on an application.
    public static ApiClient.ApiResponse act(ApiClient client, String reference, String action, String... headers) {
        return client.call(
                "POST", APPLICATIONS + "/" + reference + "/actions", "{\"action\": \"" + action + "\"}", headers);
    }
}

package pk.rahnuma.api;

/// Examples of the description of the API that cannot stand at the record of the body: those of records of other
/// packages, and further ones.
public final class ApiExamples {

    private ApiExamples() {}

    /// Fields of a form.
    public static final String FORM_FIELDS = """
            [
              {
                "key": "work_type",
                "type": "choice",
                "label": "Work",
                "ask": "How do you work?",
                "options": [
                  {"value": "freelancer", "label": "Freelancer"},
                  {"value": "remote_employee", "label": "Remote employee"}
                ],
                "optional": false,
                "answered": true,
                "value": "Freelancer",
                "derived": false
              },
              {
                "key": "full_name",
                "type": "name",
                "label": "Name",
                "ask": "Your full name, as on your identity card?",
                "options": [],
                "optional": false,
                "answered": true,
                "value": "Ayesha Khan",
                "derived": false
              },
              {
                "key": "id_number",
                "type": "cnic",
                "label": "Card number",
                "ask": "The 13 digits of your CNIC or NICOP? Example: 35202-1234567-1",
                "options": [],
                "optional": false,
                "answered": false,
                "derived": false
              }
            ]
            """;

    public static final String FORM = """
            {
              "session": "2",
              "script": "register-individual",
              "flow": "3f0c96d1a27b44e8",
              "title": "Register a VPN (freelancer or remote worker)",
              "fields": """ + FORM_FIELDS + """
            ,
              "sections": [{"title": "You", "answers": ["work_type", "full_name", "id_number"], "asked": true}],
              "lists": [],
              "waits": "question",
              "at": "id_number",
              "position": 4,
              "total": 13,
              "version": 3,
              "changed": "2026-11-26T06:02:00Z"
            }
            """;

    /// End of the form of an application.
    public static final String SUBMITTED_APPLICATION = """
            {
              "result": "received",
              "accepted": true,
              "text": "We have received your application. Reference number: K7MP-4RTX-9X",
              "application": {
                "reference": "K7MP-4RTX-9X",
                "form": "register-individual",
                "status": "received",
                "lines": [{"status": "requested", "count": 1}],
                "submitted": "2026-11-26T06:10:00Z",
                "since": "2026-11-26T06:10:00Z",
                "reasons": [],
                "next": "desk",
                "due": "2026-12-09T12:00:00Z",
                "asked": [],
                "actions": ["withdraw"],
                "line": "103.255.4.20",
                "verified": {"email": "2026-11-26T06:05:00Z"},
                "timeline": [{"at": "2026-11-26T06:10:00Z", "to": "requested", "by": "applicant", "reasons": []}]
              }
            }
            """;

    /// End of an action.
    public static final String WITHDRAWN_APPLICATION = """
            {
              "result": "withdrawn",
              "accepted": true,
              "text": "Your application K7MP-4RTX-9X is withdrawn. You can apply again at any time.",
              "application": {
                "reference": "K7MP-4RTX-9X",
                "form": "register-individual",
                "status": "withdrawn",
                "lines": [{"status": "withdrawn", "count": 1}],
                "submitted": "2026-11-26T06:10:00Z",
                "since": "2026-11-26T09:00:00Z",
                "reasons": [],
                "next": "apply_again",
                "asked": [],
                "actions": [],
                "line": "103.255.4.20",
                "verified": {},
                "timeline": [
                  {"at": "2026-11-26T06:10:00Z", "to": "requested", "by": "applicant", "reasons": []},
                  {
                    "at": "2026-11-26T09:00:00Z",
                    "from": "requested",
                    "to": "withdrawn",
                    "by": "applicant",
                    "reasons": []
                  }
                ]
              }
            }
            """;

    public static final String TOPIC = """
            {
              "id": "fee",
              "group": "before",
              "title": "What does it cost?",
              "status": "answered",
              "answer": "VPN registration is free of charge.",
              "source": "PTA, 16 Nov 2024",
              "certainty": "official",
              "asOf": "2026-11-24",
              "overdue": false,
              "script": "register-individual",
              "related": [
                {
                  "id": "duration",
                  "group": "before",
                  "title": "How long does it take?"
                }
              ]
            }
            """;

    public static final String SEARCH_RESULT = """
            {
              "status": "asked_back",
              "topics": [],
              "near": [
                {
                  "id": "fee",
                  "group": "before",
                  "title": "What does it cost?"
                }
              ]
            }
            """;

    public static final String EVENTS = """
            id: 2
            event: message
            data: {"seq": 2, "from": "desk", "kind": "text", "text": "VPN registration is free of charge.", \
            "buttons": [], "at": "2026-11-26T06:10:00Z"}
            """;
}

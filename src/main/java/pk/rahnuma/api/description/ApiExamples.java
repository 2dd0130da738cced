package pk.rahnuma.api.description;

/// Examples of the description of the API, as JSON. A test reads each with the record that it is an example of.
public final class ApiExamples {

    private ApiExamples() {}

    public static final String MESSAGE = """
            {
              "id": "6f1d2a30-0001",
              "text": "/start",
              "language": "en"
            }
            """;

    public static final String REPLIES = """
            {
              "seq": 2,
              "language": "en",
              "messages": [
                {
                  "seq": 1,
                  "from": "me",
                  "kind": "text",
                  "text": "/start",
                  "id": "6f1d2a30-0001",
                  "at": "2026-11-26T06:10:00Z",
                  "buttons": []
                },
                {
                  "seq": 2,
                  "from": "desk",
                  "kind": "text",
                  "text": "Assalam-o-alaikum! This is Rahnuma.",
                  "at": "2026-11-26T06:10:00Z",
                  "buttons": [
                    [
                      {
                        "label": "Do I have to register?",
                        "data": "!start=eligibility"
                      }
                    ]
                  ]
                }
              ]
            }
            """;

    public static final String TOKEN = """
            {
              "token": "q0f6cXo0bHkgYW4gZXhhbXBsZSBvZiBhIHRva2VuLi4"
            }
            """;

    public static final String DEVICES = """
            {
              "tokens": [
                {
                  "id": "5381",
                  "device": "Firefox, Android",
                  "created": "2026-11-26",
                  "seen": "2026-11-27",
                  "current": true
                }
              ]
            }
            """;

    public static final String FORM = """
            {
              "session": "2",
              "script": "register-individual",
              "title": "Register a VPN (freelancer or remote worker)",
              "fields": [
                {
                  "key": "consent",
                  "type": "yes-no",
                  "label": "Consent",
                  "options": [],
                  "optional": false,
                  "answered": true,
                  "value": "Yes"
                },
                {
                  "key": "work_type",
                  "type": "choice",
                  "label": "Work",
                  "ask": "How do you work?",
                  "options": [
                    {
                      "value": "freelancer",
                      "label": "Freelancer"
                    },
                    {
                      "value": "remote",
                      "label": "Remote worker"
                    }
                  ],
                  "optional": false,
                  "answered": false
                }
              ],
              "waits": "question",
              "at": "work_type",
              "position": 2,
              "total": 13
            }
            """;

    public static final String FORM_ANSWERS = """
            {
              "id": "6f1d2a30-0002",
              "session": "2",
              "answers": {
                "work_type": "freelancer",
                "full_name": "Ayesha Khan"
              }
            }
            """;

    public static final String FILLED_FORM = """
            {
              "problems": {
                "id_number": [
                  "A CNIC or NICOP has 13 digits; this has 3. Example: 35202-1234567-8."
                ]
              },
              "seq": 7,
              "messages": [
                {
                  "seq": 7,
                  "from": "desk",
                  "kind": "text",
                  "text": "The form brought 2 answers.",
                  "at": "2026-11-26T06:10:00Z",
                  "buttons": []
                }
              ],
              "language": "en"
            }
            """;

    public static final String UPLOADED_FILE = """
            {
              "file": "8431",
              "name": "card.jpg",
              "type": "image/jpeg",
              "size": 734210
            }
            """;

    public static final String STATUS = """
            {
              "reference": "K7MP-4RTX-9X",
              "status": "SCREENING",
              "submitted": "2026-11-26T06:10:00Z",
              "since": "2026-11-26T09:00:00Z",
              "reasons": [],
              "next": "desk",
              "due": "2026-12-09T12:00:00Z"
            }
            """;

    public static final String TOPICS = """
            {
              "topics": [
                {
                  "id": "fee",
                  "group": "before",
                  "title": "What does it cost?"
                }
              ]
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
            data: {"seq": 2, "from": "desk", "kind": "text", "text": "VPN registration is free of charge."}
            """;

    public static final String MY_DATA = """
            {
              "language": "en",
              "consents": [
                {
                  "version": "2026-11-24",
                  "given": "2026-11-26T06:10:00Z"
                }
              ],
              "messages": []
            }
            """;

    public static final String STATUS_LOOKUP = """
            {
              "reference": "K7MP-4RTX-9X",
              "proof": "345671"
            }
            """;

    /// Fields of a draft.
    public static final String FORM_FIELDS = """
            [
              {
                "key": "work_type",
                "type": "choice",
                "label": "Work",
                "ask": "How do you work?",
                "options": [{"value": "freelancer", "label": "Freelancer"}],
                "optional": false,
                "answered": false
              }
            ]
            """;

    /// The next question of the check whether to register.
    public static final String NEXT_QUESTION = """
            {
              "key": "situation",
              "type": "choice",
              "label": "Situation",
              "ask": "What do you need the VPN for?",
              "options": [{"value": "work", "label": "For work"}],
              "optional": false,
              "answered": false
            }
            """;

    public static final String FORMS = """
            [
              {
                "name": "register-individual",
                "title": "Register a VPN (freelancer or remote worker)",
                "flow": "3f0c96d1a27b44e8",
                "draft": true
              }
            ]
            """;
}

import Indexing
import Testing

struct LanguageGuessTests {
  @Test(arguments: [
    (
      "en",
      "The committee met on Tuesday to discuss what should be done about the bridge, which had been closed for most of the year."
    ),
    (
      "de",
      "Der Ausschuss hat am Dienstag darüber beraten, was mit der Brücke geschehen soll, die seit einem Jahr nicht mehr befahren wird."
    ),
    (
      "fr",
      "Le comité s'est réuni mardi pour décider de ce qui serait fait du pont, qui est fermé depuis presque un an et ne sera pas rouvert."
    ),
    (
      "es",
      "El comité se reunió el martes para decidir lo que se haría con el puente, que está cerrado desde hace casi un año por las obras."
    ),
    (
      "pt",
      "O comité reuniu-se na terça-feira para decidir o que fazer com a ponte, que está fechada há quase um ano por causa das obras."
    ),
    (
      "it",
      "Il comitato si è riunito martedì per decidere che cosa fare del ponte, che è chiuso da quasi un anno a causa dei lavori."
    ),
    (
      "nl",
      "Het comité kwam dinsdag bijeen om te bespreken wat er met de brug moet gebeuren, die al bijna een jaar voor het verkeer is gesloten."
    ),
    (
      "sv",
      "Kommittén möttes på tisdagen för att besluta vad som skulle göras med bron, som har varit stängd i nästan ett år och inte öppnas."
    ),
    (
      "da",
      "Udvalget mødtes tirsdag for at beslutte, hvad der skulle ske med broen, som har været lukket i næsten et år og ikke kan bruges af os."
    ),
    (
      "fi",
      "Komitea kokoontui tiistaina, koska se halusi päättää, mitä sillalle on tehtävä, sillä se on ollut suljettu jo vuoden ja kun se ei aukea."
    ),
    (
      "ru",
      "Комитет собрался во вторник, чтобы решить, что делать с мостом, который был закрыт почти год и не будет открыт для движения."
    ),
    (
      "tr",
      "Komite salı günü toplandı ve bir yıl kadar kapalı olan köprü için ne yapılacağını görüştü, ancak bu konuda bir karar çıkmadı."
    ),
    (
      "el",
      "Η επιτροπή συνεδρίασε την Τρίτη για να αποφασίσει τι θα γίνει με τη γέφυρα που είναι κλειστή εδώ και έναν χρόνο από το κράτος."
    ),
  ])
  func `knows a language by its function words`(language: String, text: String) {
    #expect(LanguageGuess.language(of: text) == language)
  }

  @Test(arguments: [
    "", "hello", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15",
    "let x = y + z; if (a) return b[i]; while (true) print(s); fn(q, r, t)",
    "北京市人民政府今天宣布了一项新的城市交通规划方案", "Kraków Gdańsk Wrocław Poznań Lublin Toruń Opole Kielce Rzeszów Szczecin Łódź Radom",
  ])
  func `says nothing where it is not plain`(text: String) {
    #expect(LanguageGuess.language(of: text) == nil)
  }

  @Test func `stop words are folded, and of their language only`() {
    #expect(StopWords.contains("the", language: "en"))
    #expect(StopWords.contains("dont", language: "en"))
    #expect(StopWords.contains("etre", language: "fr") || StopWords.contains("meme", language: "fr"))
    #expect(StopWords.contains("uber", language: "de"))
    #expect(StopWords.contains("ikke", language: "nb"))
    #expect(!StopWords.contains("the", language: "de"))
    #expect(!StopWords.contains("bridge", language: "en"))
    #expect(!StopWords.contains("the", language: "xx"))
  }
}

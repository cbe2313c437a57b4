/// Function words of languages, as they are written; of the usual length for those that `StopWords` speaks of, enough to know the
/// language by for the others.
enum FunctionWords {
  static let lists = [
    "ar": """
    في من على إلى ان هذا هذه التي الذي عن مع ما لا هو هي كان كانت قد لم لن كل بين بعد قبل عند ذلك تلك ثم أو و حتى إن أن إذا
    """,
    "ca": """
    a al als amb això aquest aquesta aquests aquestes com de del dels des el ella elles ells els en entre era és són \
    esta està este fins ha han hi ho i jo la les li lo més me mes mi molt na ni no nos nosaltres o on pel pels per \
    perquè però poc que què qui se ser seva seu seus si sense seves sobre tan també te ten tot tots un una unes uns \
    va van vosaltres quan quin quina ja ens us
    """,
    "da": """
    og i jeg det at en den til er som på de med han af for ikke der var mig sig men et har om vi min havde ham hun \
    nu over da fra du ud sin dem os op man hans hvor eller hvad skal selv her alle vil blev kunne ind når være dog \
    noget ville jo deres efter ned skulle denne end dette mit også under have dig anden hende mine alt meget sit \
    sine vor mod disse hvis din nogle hos blive mange ad bliver hendes været thi jer sådan
    """,
    "de": """
    aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes anders auch auf \
    aus bei bin bis bist da damit dann das dass daß dasselbe dazu dein deine deinem deinen deiner dem den denn der \
    derer des deshalb dessen dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem \
    einen einer eines einig einige einigem einigen einiger einiges einmal er es etwas euch euer eure für gegen \
    gewesen hab habe haben hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im in \
    indem ins ist jede jedem jeden jeder jedes jene jenem jenen jener jenes jetzt kann kein keine keinem keinen \
    keiner können könnte machen man manche manchem manchen mancher mein meine meinem meinen meiner mich mir mit muss \
    musste nach nicht nichts noch nun nur ob oder ohne sehr sein seine seinem seinen seiner seines selbst sich sie \
    sind so solche solchem solchen solcher soll sollte sondern sonst über um und uns unser unsere unserem unseren \
    unter viel vom von vor während war waren warst was weg weil weiter welche welchem welchen welcher wenn werde \
    werden wie wieder will wir wird wirst wo wollen wollte wurde wurden würde würden zu zum zur zwar zwischen
    """,
    "el": """
    ο η το οι τα του της των τον την και κι είναι να σε με για από που πως στο στη στην στον στα στις τις τους ότι \
    δεν δε μη μην θα ένα ένας μια μία αυτό αυτή αυτός αυτά αυτές αυτοί αλλά ή αν όταν όπως τι πιο πολύ κατά μετά \
    μέχρι προς χωρίς ως ενώ όχι ήταν έχει έχουν είχε εγώ εσύ μας σας μου σου εκείνος αντί παρά όμως επίσης κάθε όλα \
    όλες όλοι
    """,
    "en": """
    i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers herself \
    it its itself they them their theirs themselves what which who whom this that these those am is are was were be \
    been being have has had having do does did doing would should could ought cannot isn't aren't wasn't weren't \
    hasn't haven't hadn't doesn't don't didn't won't wouldn't shan't shouldn't can't couldn't mustn't a an the and \
    but if or because as until while of at by for with about against between into through during before after above \
    below to from up down in out on off over under again further then once here there when where why how all any \
    both each few more most other some such no nor not only own same so than too very can will just
    """,
    "es": """
    de la que el en y a los del se las por un para con no una su al lo como más pero sus le ya o este sí porque esta \
    entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante todos uno les ni contra otros \
    ese eso ante ellos e esto mí antes algunos qué unos yo otro otras otra él tanto esa estos mucho quienes nada \
    muchos cual poco ella estar estas algunas algo nosotros mi mis tú te ti tu tus ellas vosotros os mío mía suyo \
    suya nuestro nuestra nuestros nuestras es soy eres somos son sea sean ser era eran fue fueron sido está están \
    estaba estaban estado he has ha hemos han había habían haber tiene tienen tenía
    """,
    "eu": """
    eta da ez bat du dira ere izan zen baina hau hori zuen den edo dute duen beste oso baino egin egiten bere hura \
    ziren zuten diren behar dela arte bai batean batek bezala dago daude gero guztiak haiek hauek horrek hainbat \
    honek izango non nola zer zein ni gu zu zuek batzuk bitartean
    """,
    "fi": """
    olla olen olet on olemme olette ovat ole oli olisi olisin olivat ollut olleet en et ei emme ette eivät minä \
    minun minut minua minulla minulle sinä sinun sinua hän hänen hänet häntä hänellä hänelle me meidän meidät meitä \
    meillä te teidän teitä he heidän heidät heitä heillä tämä tämän tätä tässä tästä tähän tällä tuo tuon tuota se \
    sen sitä siinä siitä siihen sillä siltä sille nämä näiden näitä näissä nuo ne niiden niitä niissä niistä niihin \
    kuka kenen ketä mikä minkä mitä missä mistä mihin joka jonka jota jossa josta johon jolla jolle jotka joiden \
    joita että ja jos koska kuin mutta niin sekä tai vaan vai vaikka kanssa mukaan noin yli kun nyt itse myös vain \
    jo ennen jälkeen
    """,
    "fr": """
    au aux avec ce ces cet cette dans de des du elle elles en et eux il ils je la le les leur leurs lui ma mais me \
    même mes moi mon ne nos notre nous on ou où par pas pour qu que qui quoi quel quelle sa sans se ses si son sont \
    sur ta te tes toi ton tu un une vos votre vous c d j l à m n s t y été étée étés étant suis es est sommes êtes \
    serai sera seront serait étais était étions étaient fut furent soit soient ai as a avons avez ont aura auront \
    aurait avais avait avaient eu eut aussi comme plus donc dont car entre sous vers chez ni ainsi alors cela ceci \
    ici
    """,
    "ga": """
    a ach ag agus an aon ar arna as ba beirt bhúr cé cuid de den do don dá dár é faoi faoin go gur i iad idir in ina \
    inár is le leis lena mar mé mo mura ná na nach níl nó ó ón os sa san sé seo sin sí sibh siad sinn tá tar trí tú \
    um uaidh bhí bhfuil raibh
    """,
    "hi": """
    है के में की से का को और पर यह हैं भी एक नहीं ने इस कि जो था थी थे हो ही कर तो या वह अपने लिए साथ इसके गया
    """,
    "hu": """
    a az ahogy ahol aki akik akkor alatt által általában amely amelyek amelyet amelynek ami amit amíg annak arra \
    arról azok azon azonban azt aztán azzal be belül benne bár cikk csak de e ebben eddig egész egy egyes egyik \
    egyre ehhez ekkor el ellen elég elő először előtt én éppen erre és ez ezek ezen ezt ezzel fel felé ha hanem hogy \
    hogyan ide igen így illetve ilyen is ismét itt jó jól kell kellett keresztül ki kívül között közül le legalább \
    legyen lehet lehetett lenne lenni lesz lett maga magát majd már más meg még mellett mert mely mi mikor milyen \
    minden mindig mint mintha mit most nagy nagyon ne nem nincs ő ők őket olyan ott össze pedig s saját sem semmi \
    sok sokkal szemben szerint szinte számára talán tehát teljes tovább több ugyanis új újra úgy után utána vagy \
    vagyok valaki valami valamint való van vannak vele vissza viszont volna volt voltak voltam
    """,
    "id": """
    yang di dan itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena tersebut bisa ada mereka lebih \
    kata tahun sudah atau saat oleh menjadi orang ia telah adalah seperti sebagai bahwa dapat para harus namun kita \
    dua satu masih hari hanya mengatakan kepada kami setelah melakukan lalu belum lain dia kalau terjadi banyak \
    menurut anda hingga tak baru beberapa ketika saja jalan sekitar secara dilakukan sementara tapi sangat hal \
    sehingga seorang bagi besar lagi selama antara waktu sebuah jika sampai
    """,
    "it": """
    ad al allo ai agli all agl alla alle con col coi da dal dallo dai dagli dall dalla dalle di del dello dei degli \
    dell della delle in nel nello nei negli nell nella nelle su sul sullo sui sugli sull sulla sulle per tra contro \
    io tu lui lei noi voi loro mio mia miei mie tuo tua suo sua suoi sue nostro nostra nostri nostre vostro vostra \
    mi ti ci vi lo la li le gli ne il un uno una ma ed se perché anche come dov dove che chi cui non più quale \
    quanto quanti quanta quello quelli quella quelle questo questi questa queste si tutto tutti a c e i l o ho hai \
    ha abbiamo avete hanno abbia aveva avevano ebbe sono sei è siamo siete sia siano sarà saranno sarebbe ero era \
    erano fu furono essere stato stata stati fa fanno così dopo molto ancora già prima senza
    """,
    "lt": """
    ir yra kad tai į iš su ne bet kaip buvo ar jis ji tik apie už nuo savo jo jos jų per prie būti jau o ką kas kur \
    kai šis ši šio šios tas ta to tą tuo mes jūs aš tu mane man dėl iki pagal po bei dar labai gali galima taip pat \
    visi viso visų kuris kuri kurie kurių kurios kitų metu metų arba nėra būtų buvę todėl tačiau nors tarp prieš
    """,
    "ne": """
    र मा को ले छ यो पनि त हो छन् थियो गरेको भएको लागि का की नै भने एक हुन् तर गर्ने
    """,
    "nl": """
    de en van ik te dat die in een hij het niet zijn is was op aan met als voor had er maar om hem dan zou of wat \
    mijn men dit zo door over ze zich bij ook tot je mij uit der daar haar naar heb hoe heeft hebben deze u want nog \
    zal me zij nu ge geen omdat iets worden toch al waren veel meer doen toen moet ben zonder kan hun dus alles \
    onder ja eens hier wie werd altijd doch wordt wezen kunnen ons zelf tegen na reeds wil kon niets uw iemand \
    geweest andere wij tussen
    """,
    "no": """
    og i jeg det at en et den til er som på de med han av ikke ikkje der så var meg seg men ett har om vi min mitt \
    ha hadde hun nå over da ved fra du ut sin dem oss opp man kan hans hvor eller hva skal selv sjøl her alle vil \
    bli ble blei blitt kunne inn når være kom noen noe ville dere deres kun ja etter ned skulle denne for deg si \
    sine sitt mot å meget hvorfor dette disse uten hvordan ingen din ditt blir samme hvilken hvilke sånn inni mellom \
    vår hver hvem vors hvis både bare enn fordi før mange også slik vært begge siden eg ho dei ein eit deira vart \
    kva korleis
    """,
    "pt": """
    de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou quando \
    muito nos já eu também só pelo pela até isso ela entre depois sem mesmo aos seus quem nas me esse eles você essa \
    num nem suas meu às minha numa pelos elas qual nós lhe deles essas esses pelas este dele tu te vocês vos lhes \
    meus minhas teu tua nosso nossa nossos nossas dela delas esta estes estas aquele aquela aqueles aquelas isto \
    aquilo estou está estamos estão estava estavam esteve hei há havia houve sou somos são era eram fui foi foram \
    seja sejam ser será serão seria tenho tem temos têm tinha tinham teve ter onde ainda porque sobre
    """,
    "ro": """
    a acea această aceasta acel acela acele acest acesta aceste aceștia ai aici al ale alta altă altele alți am ar \
    are aș așa asta au avea aveau avem avut ca că când care căreia cărui căruia către ce cea ceea cei cel cele ceva \
    chiar ci cine cu cum cât câte da dacă dar de deci deja despre din dintr dintre doar după ea ei el ele era erau \
    este eu face fi fie fiecare fără foarte fost i iar îi îl în înainte între într îmi își îți la le li lor lui mai \
    mă mea mei mele mi mult mulți ne nici niște noi nostru noastră nu o ori orice pe pentru peste poate prin s sa să \
    săi sale sau se și sunt sub suntem spre te toate tot toți totuși tu un una unde unei unele unui unor va vă voi \
    vor
    """,
    "ru": """
    и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее мне было вот от меня \
    еще нет о из ему теперь когда даже ну вдруг ли если уже или ни быть был него до вас нибудь опять уж вам сказал \
    ведь там потом себя ничего ей может они тут где есть надо ней для мы тебя их чем была сам чтоб без будто человек \
    чего раз тоже себе под жизнь будет ж тогда кто этот говорил того потому этого какой совсем ним здесь этом один \
    почти мой тем чтобы нее кажется сейчас были куда зачем всех никогда можно при наконец два об другой хоть после \
    над больше тот через эти нас про всего них какая много разве три эту моя впрочем хорошо свою этой перед иногда \
    лучше чуть том нельзя такой им более всегда конечно всю между это также который которые которая которых
    """,
    "sr": """
    i je u da se na su za od sa ne to a koji što kao ili iz po bi ali do koja koje samo sve biti ako o kako ima nije \
    taj ta te ovaj ova ovo tako bio bila bilo smo sam ih mu joj još već nakon pre kod zbog između njegov и је у да \
    се на су за од са не то а који што као или из по би али до која које само све бити ако како има није
    """,
    "sv": """
    och det att i en jag hon som han på den med var sig för så till är men ett om hade de av icke mig du henne då \
    sin nu har inte hans honom skulle hennes där min man ej vid kunde något från ut när efter upp vi dem vara vad \
    över än dig kan sina här ha mot alla under någon eller allt mycket sedan ju denna själv detta åt utan varit hur \
    ingen mitt ni bli blev oss din dessa några deras blir mina samma vilken er sådan vår blivit dess inom mellan \
    sådant varför varje vilka ditt vem vilket sitta sådana vart dina vars vårt våra ert era vilkas också eftersom
    """,
    "tr": """
    ve bir bu da de için ile çok daha olarak en gibi olan var sonra kadar ne ama her o ancak ki mi mı mu mü veya ya \
    şu ben sen biz siz onlar onun bunun şey değil hem ise iki kendi nasıl neden niye niçin hiç diye çünkü eğer bütün \
    tüm bazı belki birçok biri birkaç hangi kim yani olduğu oldu olduğunu tarafından göre yok içinde üzerinde bunu \
    buna ona
    """,
  ]
}

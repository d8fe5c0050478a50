// Words for the JSON and HTML test files.

const words =
  "a about above access account active add after again all also always amount an and answer any are area as at away " +
  "back bank base be because before behind below best better between book both box bridge bright bring build but by " +
  "call can carry case change check city class clear close code cold come common connection control copy cost count " +
  "country course cover cross current data date day deep detail did different do door down draw drive each early east " +
  "easy edge either end energy engine enough even event every example eye fact fall family far fast few field figure " +
  "file find fire first floor follow for force form found four frame free from full game garden general get give glass " +
  "go gold good great green ground group grow half hand hard have he head hear heart heat heavy height help her here " +
  "high hill him history hold home hope hour house how hundred ice idea if in inside into iron is island it its join " +
  "just keep kind king know land language large last late lead learn least leave left length less letter level life " +
  "light like line list little live local long look lose low machine main make man many map mark market matter may " +
  "mean measure meet message metal middle mile might mind minute miss money month moon more morning most mountain " +
  "mouth move much music must name nature near need never new next night no north not note nothing now number object " +
  "of off office often oil old on once one only open or order other our out over own page paper part party pass past " +
  "path pattern pay peer people period person picture piece place plain plan plant play point port power press price " +
  "problem process produce public pull push put quarter question quick quiet quite rain range rate reach read ready " +
  "real reason record red remain report rest result return rich right ring rise river road rock room round rule run " +
  "safe said same sand save say scale school science sea season second secret see send sense sentence serve set seven " +
  "several shape share she ship short should show side sign silver simple since single sit six size sky sleep slow " +
  "small snow so soft soil some song soon sort sound south space speak special speed spring square stand star start " +
  "state station stay steel step still stone stop store story straight street strong such sudden summer sun sure " +
  "surface system table take talk teach team tell ten test than that the their them then there these they thing think " +
  "this those thought thousand three through time to together too top total touch toward town track trade train " +
  "travel tree true try turn two under unit until up use valley value very view village voice wait walk wall want war " +
  "warm was watch water wave way we weather week weight well went were west what wheel when where which while white " +
  "who whole why wide will wind window winter wire wish with without woman wonder wood word work world would write " +
  "year yellow yes yet you young your";

/** Some five hundred words of English, in the order of the alphabet. */
export const englishWords: readonly string[] = words.split(" ");

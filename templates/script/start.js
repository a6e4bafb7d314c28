// What runs when the page is there, in this order.

import { easeDrawings } from "./drawing.js";
import { unpackExplanations, unpackOpened } from "./explanation.js";
import { makeLists } from "./list.js";
import { easeReading } from "./reading.js";
import { followAddress } from "./reveal.js";
import { offerWhatIf } from "./what-if.js";

easeReading();
const unpacked = unpackExplanations();
unpackOpened();
const lists = makeLists();
offerWhatIf();
easeDrawings();
followAddress(() => {
  for (const list of lists) list.restore();
}, unpacked);

// The script of every page. It adds to what the server wrote and takes nothing away; large parts come where they are used.

import "./main.css";
import { matrix } from "./matrix";
import { search } from "./search";
import { timeline } from "./timeline";

document.documentElement.dataset["script"] = "on";
document.querySelectorAll<HTMLFormElement>("form#search").forEach(search);
document.querySelectorAll<HTMLTableElement>("table#matrix").forEach(matrix);

const lanes = document.querySelector<SVGSVGElement>("svg#timeline");
const years = document.querySelector<HTMLFormElement>("form#timeline-filter");
if (lanes && years) timeline(lanes, years);

const box = document.getElementById("graph");
if (box) void import("./graph/mount").then(({ mount }) => mount(box));

const result = document.getElementById("result-graph");
if (result) void import("./graph/result").then(({ mountResult }) => mountResult(result));

const editor = document.querySelector<HTMLFormElement>("form#console");
if (editor) void import("./console/editor").then(({ mount }) => mount(editor));

import { mount } from "svelte";
import App from "./App.svelte";
import "uplot/dist/uPlot.min.css";
import "./app.css";

const target = document.getElementById("page");
if (!target) throw new Error("#page is missing from the document");
mount(App, { target });

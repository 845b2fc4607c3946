// A place on the map with Geoman. What is drawn goes into the text field below it, which is what is kept and sent.

import { makeMap } from "./map.js";

const L = window.L;
const CONTROLS = { point: "drawMarker", line: "drawPolyline", polygon: "drawPolygon" };

function start(element) {
  const field = document.getElementById(element.dataset.place);
  const shapes = element.dataset.shapes.split(" ");
  element.hidden = false;
  const map = makeMap(element);
  const drawn = L.featureGroup().addTo(map);
  map.pm.setLang(document.documentElement.lang === "nl" ? "nl" : "en");
  map.pm.setGlobalOptions({ layerGroup: drawn, allowSelfIntersection: false, snappable: false, markerStyle: { icon: pin() } });
  const off = { drawMarker: false, drawCircleMarker: false, drawPolyline: false, drawRectangle: false, drawPolygon: false,
    drawCircle: false, drawText: false, rotateMode: false, cutPolygon: false };
  map.pm.addControls({ position: "topleft", ...off, ...Object.fromEntries(shapes.map((shape) => [CONTROLS[shape], true])) });
  for (const around of element.querySelectorAll(".button-container[title]")) {
    around.querySelector("a[role=button]")?.setAttribute("aria-label", around.title);
  }
  const area = outline(map, element.dataset.outline);
  const save = () => write(drawn, field);
  const show = () => {
    drawn.clearLayers();
    load(map, drawn, field.value);
    drawn.eachLayer((layer) => layer.on("pm:edit pm:dragend", save));
  };
  map.on("pm:create", ({ layer }) => {
    drawn.eachLayer((other) => other !== layer && drawn.removeLayer(other)); // one place per question
    map.pm.disableDraw();
    layer.on("pm:edit pm:dragend", save);
    save();
  });
  map.on("pm:remove", save);
  field.addEventListener("change", show);
  field.closest("[data-question]").addEventListener("intake:filled", show);
  show();
  if (drawn.getLayers().length === 0 && area) map.fitBounds(area.getBounds(), { padding: [16, 16] });
}

function pin() {
  return L.divIcon({ className: "place-pin", iconSize: [24, 24], iconAnchor: [12, 12] });
}

function outline(map, text) {
  if (!text) return null;
  return L.geoJSON(JSON.parse(text), { style: { className: "map-area", weight: 1.5, fillOpacity: 0.08 }, interactive: false, pmIgnore: true, snapIgnore: true }).addTo(map);
}

function load(map, drawn, text) {
  if (!text.trim()) return;
  try {
    const options = { style: { className: "map-area" }, pointToLayer: (_feature, place) => L.marker(place, { icon: pin() }) };
    L.geoJSON(JSON.parse(text), options).eachLayer((layer) => drawn.addLayer(layer));
    map.fitBounds(drawn.getBounds(), { padding: [24, 24], maxZoom: 15 });
  } catch {
    // Not GeoJSON (yet): the server says so, beside the field.
  }
}

function write(drawn, field) {
  const [layer] = drawn.getLayers();
  put(field, layer ? JSON.stringify(layer.toGeoJSON(6).geometry) : "");
}

function put(field, text) {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// Standing in the field: the place of this telephone, asked of the browser only when somebody presses the button.
function offerHere(button) {
  if (!navigator.geolocation) return;
  const field = document.getElementById(button.dataset.here);
  button.hidden = false;
  button.addEventListener("click", () => navigator.geolocation.getCurrentPosition(({ coords }) => {
    const place = [coords.longitude, coords.latitude].map((degrees) => Number(degrees.toFixed(5)));
    put(field, JSON.stringify({ type: "Point", coordinates: place }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }));
}

document.querySelectorAll("[data-place]").forEach(start);
document.querySelectorAll("[data-here]").forEach(offerHere);

// Drawing the boundary of an area with Geoman. What is drawn goes into the GeoJSON text field, which is what is sent.

import { makeMap } from "./map.js";

const L = window.L;

function start(element) {
  const field = document.getElementById(element.dataset.draw);
  const kind = document.getElementById(element.dataset.kind ?? "id_boundary_kind");
  element.hidden = false;
  const map = makeMap(element);
  showSites(map, element.dataset.sites, element.dataset.kind && !field.value.trim());
  const drawn = L.featureGroup().addTo(map);
  map.pm.setLang(document.documentElement.lang === "nl" ? "nl" : "en");
  map.pm.setGlobalOptions({ layerGroup: drawn, allowSelfIntersection: false, snappable: true });
  map.pm.addControls({
    position: "topleft", drawMarker: false, drawCircleMarker: false, drawPolyline: false, drawCircle: false,
    drawText: false, rotateMode: false, cutPolygon: true,
  });
  nameButtons(element);
  load(map, drawn, field.value);
  const save = () => write(drawn, field, kind);
  map.on("pm:create pm:remove pm:cut", (event) => {
    if (event.layer) follow(event.layer, save);
    save();
  });
  drawn.eachLayer((layer) => follow(layer, save));
  field.addEventListener("change", () => {
    drawn.clearLayers();
    load(map, drawn, field.value);
    drawn.eachLayer((layer) => follow(layer, save));
  });
}

// Geoman gives its buttons only a title on the element around them, which a screen reader does not read as a name.
function nameButtons(element) {
  for (const around of element.querySelectorAll(".button-container[title]")) {
    around.querySelector("a[role=button]")?.setAttribute("aria-label", around.title);
  }
}

function follow(layer, save) {
  layer.on("pm:edit pm:dragend pm:cut pm:update", save);
}

function load(map, drawn, text) {
  if (!text.trim()) return;
  try {
    L.geoJSON(JSON.parse(text), { style: { className: "map-area" } }).eachLayer((layer) => split(layer).forEach((part) => drawn.addLayer(part)));
    map.fitBounds(drawn.getBounds(), { padding: [24, 24] });
  } catch {
    // Not GeoJSON (yet): the server says what is wrong with it, beside the field.
  }
}

function split(layer) {
  const geometry = layer.toGeoJSON().geometry;
  if (geometry.type !== "MultiPolygon") return [layer];
  return geometry.coordinates.map((rings) =>
    L.polygon(rings.map((ring) => L.GeoJSON.coordsToLatLngs(ring.slice(0, -1))), { className: "map-area" }));
}

function write(drawn, field, kind) {
  const polygons = drawn.getLayers().flatMap((layer) => {
    const geometry = layer.toGeoJSON(6).geometry;
    if (geometry.type === "Polygon") return [geometry.coordinates];
    return geometry.type === "MultiPolygon" ? geometry.coordinates : [];
  });
  if (polygons.length === 0) field.value = "";
  else if (polygons.length === 1) field.value = JSON.stringify({ type: "Polygon", coordinates: polygons[0] });
  else field.value = JSON.stringify({ type: "MultiPolygon", coordinates: polygons });
  if (kind && polygons.length > 0 && kind.value === "none") kind.value = "drawn";
  if (kind && polygons.length === 0) kind.value = "none";
}

async function showSites(map, address, isEmpty) {
  try {
    const answer = await fetch(address);
    const style = (feature) => ({ className: `map-${feature.properties.kind}`, weight: 1, fillOpacity: 0.12 });
    const layer = L.geoJSON(await answer.json(), { style, interactive: false, pmIgnore: true, snapIgnore: true }).addTo(map);
    layer.bringToBack();
    const own = layer.getLayers().filter((shape) => shape.feature.properties.kind === "area");
    const bounds = L.featureGroup(own.length ? own : layer.getLayers()).getBounds();
    if (isEmpty && bounds.isValid()) map.fitBounds(bounds, { padding: [24, 24] });
  } catch {
    // Drawing works without the sites in the background.
  }
}

document.querySelectorAll("[data-draw]").forEach(start);

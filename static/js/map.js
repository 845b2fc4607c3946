// Maps beside the tables: outlines from a GeoJSON address, on the BRT background when it can be reached.
// Every shape can be reached and opened with the keyboard; the table beside the map carries the same facts.

const L = window.L;
const TILES = "https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/{z}/{x}/{y}.png";
const NOTHING = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";
const NETHERLANDS = [[50.7, 3.3], [53.6, 7.3]];

export function makeMap(element) {
  element.replaceChildren();
  const map = L.map(element, { zoomControl: false, minZoom: 6, maxZoom: 18, zoomSnap: 0.5 });
  map.attributionControl.setPrefix(false);
  L.control.zoom({ zoomInTitle: element.dataset.zoomIn, zoomOutTitle: element.dataset.zoomOut }).addTo(map);
  L.tileLayer(TILES, { attribution: "Kaartachtergrond: Kadaster (BRT)", errorTileUrl: NOTHING, maxNativeZoom: 17 }).addTo(map);
  map.fitBounds(NETHERLANDS);
  return map;
}

export function addShapes(map, collection, openLabel) {
  const layer = L.geoJSON(collection, {
    pointToLayer: (_feature, place) => L.circleMarker(place, { radius: 8 }),
    style: (feature) => ({ className: `map-${feature.properties.kind}`, weight: 1.5, fillOpacity: 0.22 }),
    onEachFeature: (feature, shape) => shape.bindPopup(popup(feature.properties, openLabel)),
  }).addTo(map);
  layer.eachLayer((shape) => makeReachable(shape, map));
  const own = layer.getLayers().filter((shape) => shape.feature.properties.kind === "area");
  const bounds = own.length ? L.featureGroup(own).getBounds() : layer.getBounds();
  if (bounds.isValid()) map.fitBounds(bounds, { padding: [24, 24], maxZoom: 14 });
  return layer;
}

function popup(properties, openLabel) {
  const link = document.createElement("a");
  link.href = properties.url;
  link.textContent = properties.name;
  link.setAttribute("aria-label", `${openLabel} ${properties.name}`);
  return link;
}

function makeReachable(shape, map) {
  const path = shape.getElement();
  if (!path) return;
  path.setAttribute("tabindex", "0");
  path.setAttribute("role", "button");
  path.setAttribute("aria-label", shape.feature.properties.name);
  path.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    shape.openPopup();
    const open = shape.getPopup().getElement();
    open?.querySelector("a")?.focus();
    open?.addEventListener("keydown", (pressed) => {
      if (pressed.key !== "Escape") return;
      map.closePopup();
      path.focus();
    });
  });
}

async function show(element) {
  if (element.dataset.ready) return;
  element.dataset.ready = "yes";
  const map = makeMap(element);
  try {
    const answer = await fetch(element.dataset.map, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    addShapes(map, await answer.json(), element.dataset.open);
  } catch {
    const message = document.createElement("p");
    message.className = "map__without";
    message.textContent = element.dataset.failed;
    map.remove();
    element.replaceChildren(message);
  }
}

function showAll(root) {
  root.querySelectorAll("[data-map]").forEach(show);
}

showAll(document);
document.addEventListener("htmx:load", (event) => showAll(event.target.parentElement ?? document));

from pathlib import Path
from tests.browser.conftest import Site
from tests.browser.scene import Scene
from tests.browser.outcome import visits
from tests.browser.test_every_page import Walk, faults

def test_look(scene: Scene, site: Site) -> None:
    walk = Walk(site)
    out = Path("/tmp/shots-E"); out.mkdir(exist_ok=True)
    bad = []
    for n, visit in enumerate(visits(scene)):
        page = walk.to(visit)
        for width in (1100, 768, 360):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=out / f"{n:02}-{visit.page}-{visit.press.replace(' ','')}-{width}.png", full_page=True)
        bad += [f"{visit}: {f}" for f in faults(page)]
    print("\n".join(bad)[:4000])
    assert not bad

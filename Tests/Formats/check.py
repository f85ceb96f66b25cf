#!/usr/bin/env python3
"""Opens files made by formats-fixture with readers that share no code with the makers.

    check.py FOLDER

FOLDER holds the files and `facts.json`, which says what each of them must turn out to be. Models are read by assimp
(Debian: assimp-utils) and OpenUSD (PyPI: usd-core), worlds by zlib and the layout Niantic published for SPZ, sounds by
Python's wave module. Prints one line for each failed check, then a sum; ends with 1 if anything failed.
"""

import array
import gzip
import json
import math
import re
import struct
import subprocess
import sys
import tempfile
import wave
import zipfile
from pathlib import Path

from pxr import Tf, Usd, UsdGeom, UsdShade, UsdValidation

failures = []
passed = 0


def check(condition, what):
    global passed
    if condition:
        passed += 1
    else:
        failures.append(what)


def close(found, wanted, tolerance=0.002):
    return len(found) == len(wanted) and all(abs(a - b) <= tolerance for a, b in zip(found, wanted))


def assimp(path):
    """What assimp says of a file, or None where it refuses it."""
    result = subprocess.run(["assimp", "info", str(path)], capture_output=True, text=True)
    if result.returncode != 0:
        return None
    facts = {}
    for key in ("Faces", "Meshes", "Materials", "Animations", "Animation Channels"):
        facts[key] = int(re.search(rf"^{key}:\s+(\d+)", result.stdout, re.M).group(1))
    low, high = (
        [float(word) for word in re.search(rf"^{edge} point\s+\((.*)\)", result.stdout, re.M).group(1).split()]
        for edge in ("Minimum", "Maximum")
    )
    facts["size"] = [b - a for a, b in zip(low, high)]
    return facts


def check_model(path, fact, scale=1, axes=(0, 1, 2)):
    found = assimp(path)
    check(found is not None, f"{path}: assimp does not load it")
    if found is None:
        return
    check(found["Faces"] == fact["triangles"], f"{path}: {found['Faces']} faces, not {fact['triangles']}")
    check(found["Materials"] >= 1, f"{path}: no material")
    wanted = [fact["size"][axis] * scale for axis in axes]
    # An animated file is measured in its first pose, which need not be the modeled one.
    if "seconds" not in fact:
        check(close(found["size"], wanted, 0.002 * scale), f"{path}: measures {found['size']}, not {wanted}")
    check(found["Animations"] == (1 if "seconds" in fact else 0), f"{path}: {found['Animations']} animations")
    if "seconds" in fact:
        check(found["Animation Channels"] >= 1, f"{path}: nothing moves")


def check_glb(path, fact):
    check_model(path, fact)
    data = path.read_bytes()
    magic, version, length = struct.unpack_from("<4sII", data)
    check((magic, version, length) == (b"glTF", 2, len(data)), f"{path}: header {magic} {version} {length}")


def check_obj(path, fact):
    with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory() as folder:
        check(archive.testzip() is None, f"{path}: a checksum is wrong")
        names = archive.namelist()
        check(sorted(name[-4:] for name in names) == [".mtl", ".obj"], f"{path}: holds {names}")
        archive.extractall(folder)
        model = next(Path(folder).glob("*.obj"))
        check_model(model, fact)
        # The default material alone would mean that the material file was not found.
        check(assimp(model)["Materials"] > 1 or "Kd" in model.with_suffix(".mtl").read_text(), f"{path}: no colors")


def check_stl(path, fact):
    check_model(path, fact, scale=1000, axes=(0, 2, 1))


def check_usdz(path, fact):
    stage = Usd.Stage.Open(str(path))
    check(UsdGeom.GetStageUpAxis(stage) == "Y", f"{path}: up axis")
    check(UsdGeom.GetStageMetersPerUnit(stage) == 1, f"{path}: unit")
    check(stage.GetDefaultPrim().IsValid(), f"{path}: no default prim")
    faces = 0
    meshes = 0
    for prim in stage.Traverse():
        if not prim.IsA(UsdGeom.Mesh):
            continue
        mesh = UsdGeom.Mesh(prim)
        meshes += 1
        points = len(mesh.GetPointsAttr().Get())
        faces += len(mesh.GetFaceVertexCountsAttr().Get())
        check(max(mesh.GetFaceVertexIndicesAttr().Get()) < points, f"{path}: {prim.GetPath()} has a wild index")
        check(len(mesh.GetNormalsAttr().Get()) == points, f"{path}: {prim.GetPath()} lacks normals")
        check(len(mesh.GetDisplayColorAttr().Get()) == points, f"{path}: {prim.GetPath()} lacks colors")
        material, _ = UsdShade.MaterialBindingAPI(prim).ComputeBoundMaterial()
        check(bool(material), f"{path}: {prim.GetPath()} has no material")
    check(meshes > 0, f"{path}: no meshes")
    check(faces == fact["triangles"], f"{path}: {faces} faces, not {fact['triangles']}")
    box = UsdGeom.BBoxCache(0, ["default", "render"]).ComputeWorldBound(stage.GetPseudoRoot()).ComputeAlignedRange()
    check(close(list(box.GetSize()), fact["size"]), f"{path}: measures {box.GetSize()}")
    validators = UsdValidation.ValidationRegistry().GetOrLoadAllValidators()
    for error in UsdValidation.ValidationContext(validators).Validate(stage):
        check(False, f"{path}: {error.GetName()}: {error.GetMessage()}")
    data = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            name, extra = struct.unpack_from("<HH", data, entry.header_offset + 26)
            start = entry.header_offset + 30 + name + extra
            check(start % 64 == 0, f"{path}: {entry.filename} begins at {start}")
            check(entry.compress_type == zipfile.ZIP_STORED, f"{path}: {entry.filename} is compressed")


def check_spz(path, fact):
    data = gzip.decompress(path.read_bytes())
    magic, version, count, degree, fraction, flags, reserved = struct.unpack_from("<IIIBBBB", data)
    check(magic == 0x5053474E and version == 2, f"{path}: magic {magic:x}, version {version}")
    check(count == fact["splats"], f"{path}: {count} splats, not {fact['splats']}")
    check((degree, flags, reserved) == (0, 0, 0), f"{path}: header {degree} {flags} {reserved}")
    check(len(data) == 16 + 19 * count, f"{path}: {len(data)} bytes for {count} splats")
    places = [int.from_bytes(data[at : at + 3], "little", signed=True) / (1 << fraction)
              for at in range(16, 16 + 9 * count, 3 * 97)]
    check(max(map(abs, places)) < 1000, f"{path}: a splat is {max(map(abs, places))} m away")
    check(max(places) - min(places) > 50, f"{path}: all splats are in one place")
    colors = data[16 + 10 * count : 16 + 13 * count]
    check(len(set(colors)) > 20, f"{path}: {len(set(colors))} shades of color")
    scales = data[16 + 13 * count : 16 + 16 * count]
    sizes = [math.exp(byte / 16 - 10) for byte in set(scales)]
    check(0.0005 < min(sizes) and max(sizes) < 20, f"{path}: splats of {min(sizes)} to {max(sizes)} m")


def check_wav(path, fact):
    with wave.open(str(path)) as sound:
        shape = (sound.getnchannels(), sound.getsampwidth(), sound.getframerate(), sound.getnframes())
        check(shape == (1, 2, 44100, fact["samples"]), f"{path}: {shape}")
        samples = array.array("h", sound.readframes(sound.getnframes()))
    peak = max(map(abs, samples))
    check(10000 < peak < 30000, f"{path}: peak {peak}")
    check(max(abs(samples[0]), abs(samples[-1])) < 300, f"{path}: begins or ends with a click")
    loudness = math.sqrt(sum(value * value for value in samples) / len(samples))
    check(loudness > 300, f"{path}: loudness {loudness}")
    # White noise moves by 1.4 times its own loudness from one sample to the next.
    motion = math.sqrt(sum((b - a) ** 2 for a, b in zip(samples, samples[1:])) / len(samples))
    check(motion < 0.6 * loudness, f"{path}: sounds like noise ({motion / loudness:.2f})")


CHECKS = {"wav": check_wav, "spz": check_spz, "glb": check_glb, "obj": check_obj, "stl": check_stl, "usdz": check_usdz, "fbx": check_model}


def check_that_damage_is_seen(folder, facts):
    """A reader that takes anything would prove nothing."""
    with tempfile.TemporaryDirectory() as place:
        for suffix in ("glb", "fbx"):
            whole = next(folder / fact["file"] for fact in facts if fact["format"] == suffix)
            damaged = Path(place) / f"damaged.{suffix}"
            damaged.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
            check(assimp(damaged) is None, f"assimp takes half a {suffix} file")
        whole = next(folder / fact["file"] for fact in facts if fact["format"] == "usdz")
        damaged = Path(place) / "damaged.usdz"
        damaged.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
        try:
            refused = Usd.Stage.Open(str(damaged)) is None
        except Tf.ErrorException:
            refused = True
        check(refused, "OpenUSD takes half a package")


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: check.py FOLDER")
    folder = Path(sys.argv[1])
    facts = json.loads((folder / "facts.json").read_text())
    for fact in facts:
        path = folder / fact["file"]
        try:
            CHECKS[fact["format"]](path, fact)
        except Exception as error:  # One broken file must not hide the others.
            check(False, f"{path}: {type(error).__name__}: {error}")
    check_that_damage_is_seen(folder, facts)
    for failure in failures:
        print("FAILED", failure)
    print(f"{len(facts)} files, {passed} checks passed, {len(failures)} failed")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()

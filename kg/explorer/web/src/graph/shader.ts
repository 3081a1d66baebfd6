// One program for all nodes: the shape is a number of the node, its outline a distance that the graphics card computes.

import { NodeProgram, type ProgramInfo } from "sigma/rendering";
import type { NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import { SHAPES, type Shape } from "./shapes";

const UNIFORMS = ["u_sizeRatio", "u_correctionRatio", "u_matrix"] as const;

// The triangle about a node is large enough for outlines that reach 1.5 of its radius.
const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_position;
attribute float a_size;
attribute float a_shape;
attribute float a_angle;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
varying vec4 v_color;
varying vec2 v_at;
varying float v_pixel;
varying float v_shape;
const float bias = 255.0 / 254.0;
void main() {
  float size = a_size * u_correctionRatio / u_sizeRatio * 8.0;
  vec2 out_ = vec2(cos(a_angle), sin(a_angle));
  gl_Position = vec4((u_matrix * vec3(a_position + size * out_, 1)).xy, 0, 1);
  v_at = out_ * 4.0;
  v_pixel = u_sizeRatio / a_size;
  v_shape = a_shape;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
}`;

const FRAGMENT = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying vec2 v_at;
varying float v_pixel;
varying float v_shape;
float sides(vec2 p, float a, float b, float c, float radius) {
  return max(max(dot(p, vec2(cos(a), sin(a))), dot(p, vec2(cos(b), sin(b)))), dot(p, vec2(cos(c), sin(c)))) - radius;
}
float star(vec2 p) {
  const float PI5 = 0.6283185307;
  float angle = mod(atan(p.x, p.y) + PI5, 2.0 * PI5) - PI5;
  vec2 q = length(p) * vec2(abs(sin(angle)), cos(angle));
  vec2 tip = vec2(0.0, 1.3), dent = 0.6 * vec2(sin(PI5), cos(PI5));
  vec2 edge = normalize(dent - tip);
  return dot(q - tip, vec2(-edge.y, edge.x));
}
float outline(vec2 p) {
  if (v_shape < 0.5) return length(p) - 1.0;
  if (v_shape < 1.5) return max(abs(p.x), abs(p.y)) - 0.8;
  if (v_shape < 2.5) return max(abs(p.x) - 1.1, abs(p.y) - 0.75);
  if (v_shape < 3.5) return (abs(p.x) + abs(p.y) - 1.1) * 0.7071;
  if (v_shape < 4.5) return sides(p, -1.5708, 0.5236, 2.618, 0.6);
  if (v_shape < 5.5) return sides(p, 1.5708, -0.5236, -2.618, 0.6);
  if (v_shape < 6.5) return max(abs(p.y) - 0.866, dot(abs(p), vec2(0.866, 0.5)) - 0.866);
  if (v_shape < 7.5) return star(p);
  if (v_shape < 8.5) return (length(p / vec2(1.2, 0.75)) - 1.0) * 0.75;
  return abs(length(p) - 0.8) - 0.18;
}
void main() {
  #ifdef PICKING_MODE
  gl_FragColor = length(v_at) > 1.2 ? vec4(0.0) : v_color;
  #else
  gl_FragColor = mix(v_color, vec4(0.0), smoothstep(-v_pixel, v_pixel, outline(v_at)));
  #endif
}`;

export class ShapedNodes extends NodeProgram<(typeof UNIFORMS)[number]> {
  override getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
    return {
      VERTICES: 3,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLES,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: FLOAT },
        { name: "a_size", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_shape", size: 1, type: FLOAT },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_angle", size: 1, type: FLOAT }],
      CONSTANT_DATA: [[0], [(2 * Math.PI) / 3], [(4 * Math.PI) / 3]],
    };
  }

  override processVisibleItem(nodeIndex: number, at: number, data: NodeDisplayData & { shape?: Shape }): void {
    const array = this.array;
    array[at++] = data.x;
    array[at++] = data.y;
    array[at++] = data.size;
    array[at++] = floatColor(data.color);
    array[at++] = nodeIndex;
    array[at++] = SHAPES.indexOf(data.shape ?? "dot");
  }

  override setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo<(typeof UNIFORMS)[number]>): void {
    gl.uniform1f(uniformLocations.u_correctionRatio, params.correctionRatio);
    gl.uniform1f(uniformLocations.u_sizeRatio, params.sizeRatio);
    gl.uniformMatrix3fv(uniformLocations.u_matrix, false, params.matrix);
  }
}
